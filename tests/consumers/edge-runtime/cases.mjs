import { join } from "node:path";
import { emptyFolder, filesIn, folderOf, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
const version = versionOf("edge-runtime");

/** One script without imports, which is what the runtime evaluates; what it imports of WebAssembly is inside, as bytes. */
async function build(entry) {
  const { build } = await import("esbuild");
  const outdir = emptyFolder(`edge-runtime-${entry}`);
  await build({
    entryPoints: [join(cwd, "src", `${entry}.js`)],
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    loader: { ".wasm": "binary" },
  });
  return filesIn(outdir);
}

/** Builds an entry, and asks it through a program. */
function caseOf(place, entry, program, expected) {
  let script;
  return {
    place: `Edge Runtime, ${place}`,
    version,
    expected,
    build: async () => {
      [script] = await build(entry);
      return [script];
    },
    run: (given) => reportOf(process.execPath, [program, script], given, { cwd }),
  };
}

export const cases = [
  caseOf("slim, dispatched", "worker", "dispatch.mjs"),
  caseOf("slim, served", "worker", "serve.mjs"),
  caseOf("slim after a clear refusal", "refusal", "dispatch.mjs", ["refusal", "list", "create", "error", "abort"]),
];
