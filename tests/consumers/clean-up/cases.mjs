// Clean-ups and connections, against a simulator inside the place.
import { join } from "node:path";
import { visit } from "../support/chromium.mjs";
import { emptyFolder, filesIn, folderOf, installed, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";
import { addressOf, startSite } from "../support/site.mjs";
import { env, node as workerdNode } from "../workerd/environment.mjs";

const cwd = folderOf(import.meta.url);
const expected = ["clean-up", "connect"];
const node = (major) => installed(`node-${major}`, "bin", "node");
const bun = installed("@oven", "bun-linux-x64", "bin", "bun");
const deno = installed("@deno", "linux-x64-glibc", "deno");

const runtime = (name, version, command, ...parameters) => ({
  place: `Clean-up and connect, ${name}`,
  version,
  expected,
  run: (given) => reportOf(command, parameters, given, { cwd, env }),
});

const PAGE = '<!doctype html><title>Clean-up</title><script type="module" src="/main.js"></script>';

/** A bundle that Chromium runs. */
function bundled(name, version, bundle) {
  let folder;
  return {
    place: `Clean-up and connect, ${name}`,
    version,
    expected,
    build: async () => {
      folder = emptyFolder(`clean-up-${name}`);
      await bundle(folder, join(cwd, "bundled.js"));
      return filesIn(folder);
    },
    run: async (given) => {
      const site = await startSite(folder, { "/": PAGE });
      try {
        return await visit(addressOf(`${site.url}/`, given), site.report());
      } finally {
        site.stop();
      }
    },
  };
}

async function vite(outDir, input) {
  const { build } = await import("vite-8");
  const output = { entryFileNames: "main.js" };
  const options = { outDir, emptyOutDir: true, rollupOptions: { input, output } };
  await build({ root: cwd, configFile: false, logLevel: "warn", build: options });
}

async function webpack(path, entry) {
  const { default: create } = await import("webpack");
  const compiler = create({ mode: "production", context: cwd, entry, output: { path, filename: "main.js" } });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, done) => (error ? reject(error) : resolve(done)));
  });
  const { errors } = stats.toJson({ all: false, errors: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
}

async function esbuild(folder, entry) {
  const { build } = await import("esbuild");
  const options = { bundle: true, minify: true, format: "esm", platform: "browser" };
  await build({ ...options, entryPoints: [entry], outfile: join(folder, "main.js"), logLevel: "error" });
}

export const cases = [
  runtime("Node 20", versionOf("node-20"), node(20), "program.mjs"),
  runtime("Node 26", versionOf("node-26"), node(26), "program.mjs"),
  runtime("Node 20, CommonJS", versionOf("node-20"), node(20), "common.cjs"),
  runtime("Bun", versionOf("@oven/bun-linux-x64"), bun, "run", "program.mjs"),
  runtime("Deno", versionOf("deno"), deno, "run", "--no-prompt", "--allow-all", "program.mjs"),
  runtime("workerd", versionOf("miniflare"), workerdNode, "workerd.mjs"),
  bundled("Vite", versionOf("vite-8"), vite),
  bundled("webpack", versionOf("webpack"), webpack),
  bundled("esbuild", versionOf("esbuild"), esbuild),
];
