import { join } from "node:path";
import { build } from "esbuild";
import { open, refuse, shipped } from "../support/bundled.mjs";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

const absWorkingDir = folderOf(import.meta.url);
const version = versionOf("esbuild");
const node = installed("node-24", "bin", "node");

const FORMATS = { esm: "ES module", iife: "script", cjs: "CommonJS" };

/** Builds into a folder of this name, without warnings. */
async function bundle(name, options) {
  const outdir = emptyFolder(`esbuild-${name}`);
  const { warnings } = await build({
    absWorkingDir,
    outdir,
    bundle: true,
    minify: true,
    sourcemap: true,
    logLevel: "silent",
    ...options,
  });
  refuse(warnings.map(({ text }) => text));
  return outdir;
}

function page(format, script) {
  let folder;
  return {
    place: `esbuild, ${FORMATS[format]} in a page`,
    version,
    build: async () => {
      folder = await bundle(format, { entryPoints: ["src/page.js"], format });
      return shipped(folder);
    },
    run: (given) => open(folder, given, { "/": `<!doctype html><title>Clusters</title>${script}` }),
  };
}

function program(format, ending) {
  let folder;
  return {
    place: `esbuild, ${FORMATS[format]} in Node`,
    version,
    build: async () => {
      const outExtension = { ".js": `.${ending}` };
      folder = await bundle(`node-${format}`, {
        entryPoints: ["src/program.js"],
        platform: "node",
        format,
        outExtension,
      });
      return shipped(folder);
    },
    run: (given) => reportOf(node, [join(folder, `program.${ending}`)], given),
  };
}

export const cases = [
  page("esm", '<script type="module" src="/page.js"></script>'),
  page("iife", '<body><script src="/page.js"></script></body>'),
  program("esm", "mjs"),
  program("cjs", "cjs"),
];
