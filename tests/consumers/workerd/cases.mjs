import { join } from "node:path";
import { emptyFolder, filesIn, folderOf, versionOf } from "../support/paths.mjs";
import { program, reportOf } from "../support/program.mjs";
import { env, node, wrangler } from "./environment.mjs";

const cwd = folderOf(import.meta.url);
const version = versionOf("wrangler");

const run = (parameters, given) => reportOf(node, parameters, given, { cwd, env });

/** The upload of `wrangler deploy`, run in miniflare. */
function deployed(entry, place) {
  let folder;
  return {
    place,
    version,
    build: async () => {
      folder = emptyFolder(`workerd-${entry}`);
      const script = join("src", `${entry}.js`);
      const parameters = ["deploy", script, "--dry-run", "--minify", "--outdir", folder];
      await program(node, [wrangler, ...parameters], { cwd, env });
      return filesIn(folder);
    },
    run: (given) => run(["dispatch.mjs", join(folder, `${entry}.js`)], given),
  };
}

/** A bundle of esbuild, in miniflare. */
function bundled(place) {
  let folder;
  return {
    place,
    version: versionOf("miniflare"),
    build: async () => {
      folder = emptyFolder("workerd-esbuild");
      const { build } = await import("esbuild");
      await build({
        entryPoints: [join(cwd, "src", "index.js")],
        outdir: folder,
        bundle: true,
        minify: true,
        format: "esm",
        conditions: ["workerd"],
        loader: { ".wasm": "copy" },
      });
      return filesIn(folder);
    },
    run: (given) => run(["dispatch.mjs", join(folder, "index.js")], given),
  };
}

export const cases = [
  {
    place: "Wrangler, dev",
    version,
    run: (given) => run(["serve.mjs", wrangler, emptyFolder("workerd-state")], given),
  },
  deployed("index", "Wrangler, deploy"),
  deployed("slim", "Wrangler, deploy, slim"),
  bundled("Miniflare, esbuild"),
];
