// The simulator, where tests and demos run: it tells a story of forty simulated minutes, twice alike.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { browsers } from "../support/browsers.mjs";
import { visit } from "../support/chromium.mjs";
import { emptyFolder, filesIn, folderOf, installed, library, versionOf } from "../support/paths.mjs";
import { program, reportOf } from "../support/program.mjs";
import { addressOf, startSite } from "../support/site.mjs";
import { env as quiet, node as workerdNode } from "../workerd/environment.mjs";

const cwd = folderOf(import.meta.url);
const STORY = ["story", "repeat", "fault"];
const node = (major) => installed(`node-${major}`, "bin", "node");

function runtime(name, version, expected, command, ...parameters) {
  return {
    place: `Simulator, ${name}`,
    version,
    expected,
    run: (given) => reportOf(command, parameters, given, { cwd, env: quiet }),
  };
}

/** The files that a page imports. */
const files = {
  "/index.js": { file: join(library, "index.js") },
  "/simulator.js": { file: join(library, "simulator.js") },
  "/report.mjs": { file: join(cwd, "..", "support", "report.mjs") },
  "/calls.mjs": { file: join(cwd, "..", "support", "calls.mjs") },
  "/story.mjs": { file: join(cwd, "story.mjs") },
};

async function open(folder, path, given, visitPage, pages = {}) {
  const site = await startSite(folder, pages);
  try {
    return await visitPage(addressOf(`${site.url}${path}`, given), site.report());
  } finally {
    site.stop();
  }
}

const pages = browsers.map((browser) => ({
  place: `Simulator, ${browser.name}`,
  version: browser.version,
  expected: STORY,
  missing: () => (browser.program ? undefined : `there is no ${browser.name} here`),
  run: (given) => open(join(cwd, "site"), "/page.html", given, browser.visit, files),
}));

const PAGE = '<!doctype html><title>Simulator</title><script type="module" src="/main.js"></script>';

/** A bundle that a page runs. */
function bundled(name, version, bundle) {
  let folder;
  return {
    place: `Simulator, ${name}`,
    version,
    expected: STORY,
    build: async () => {
      folder = emptyFolder(`simulator-${name}`);
      await bundle(folder);
      return filesIn(folder);
    },
    run: (given) => open(folder, "/", given, visit, { "/": PAGE }),
  };
}

const vite = bundled("Vite", versionOf("vite-8"), async (outDir) => {
  const { build } = await import("vite-8");
  const input = join(cwd, "bundled.js");
  const output = { entryFileNames: "main.js" };
  await build({
    root: cwd,
    configFile: false,
    logLevel: "warn",
    build: { outDir, emptyOutDir: true, rollupOptions: { input, output } },
  });
});

const webpack = bundled("webpack", versionOf("webpack"), async (path) => {
  const { default: webpack } = await import("webpack");
  const output = { path, filename: "main.js" };
  const compiler = webpack({ mode: "production", context: cwd, entry: "./bundled.js", output });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, done) => (error ? reject(error) : resolve(done)));
  });
  const { errors } = stats.toJson({ all: false, errors: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
});

/** Runs a test file; the report that it writes. */
async function tested(name, folderOfTest, command, parameters) {
  const folder = emptyFolder(`simulator-${name}`);
  const REPORT = join(folder, "report.json");
  const story = join(folder, "story.cjs");
  const { code } = await transform(readFileSync(join(cwd, "story.mjs"), "utf8"), { format: "cjs" });
  writeFileSync(story, code);
  const own = name === "jest" ? [`--cacheDirectory=${join(folder, "cache")}`] : [];
  const env = { REPORT, STORY: story, NO_COLOR: "1" };
  await program(command, [...parameters, ...own], { cwd: folderOfTest, env });
  return JSON.parse(readFileSync(REPORT, "utf8"));
}

const vitestFolder = join(cwd, "..", "vitest");
const vitest = createRequire(join(vitestFolder, "cases.mjs")).resolve("vitest/package.json");

export const cases = [
  runtime("Node 20", versionOf("node-20"), [...STORY, "listen"], node(20), "program.mjs"),
  runtime("Node 26", versionOf("node-26"), [...STORY, "listen"], node(26), "program.mjs"),
  runtime("Node 20, CommonJS", versionOf("node-20"), STORY, node(20), "common.cjs"),
  runtime(
    "Bun",
    versionOf("@oven/bun-linux-x64"),
    [...STORY, "listen"],
    installed("@oven", "bun-linux-x64", "bin", "bun"),
    ...["run", "program.mjs"],
  ),
  runtime(
    "Deno",
    versionOf("deno"),
    [...STORY, "listen"],
    installed("@deno", "linux-x64-glibc", "deno"),
    ...["run", "--no-prompt", "--allow-all", "program.mjs"],
  ),
  runtime("workerd", versionOf("miniflare"), STORY, workerdNode, "workerd.mjs"),
  ...pages,
  vite,
  webpack,
  {
    place: "Simulator, Jest",
    version: versionOf("jest"),
    expected: STORY,
    run: () =>
      tested("jest", cwd, process.execPath, [installed("jest", "bin", "jest.js"), "--watchman=false", "jest.test.js"]),
  },
  {
    place: "Simulator, Vitest",
    version: JSON.parse(readFileSync(vitest, "utf8")).version,
    expected: STORY,
    run: () =>
      tested("vitest", vitestFolder, node(22), [join(dirname(vitest), "vitest.mjs"), "run", "simulator.test.js"]),
  },
];
