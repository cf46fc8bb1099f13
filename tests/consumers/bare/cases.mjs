import { join } from "node:path";
import { emptyFolder, filesIn, folderOf, library } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
const version = `V8 ${process.versions.v8.split("-")[0]}`;

/** All globals that the slim package needs besides the language. */
const SLIM = [
  "AbortController",
  "TextDecoder",
  "TextEncoder",
  "URL",
  "WebAssembly",
  "clearTimeout",
  "fetch",
  "setTimeout",
];
/** Further globals that unpacking the WebAssembly inside the package uses. */
const ALL = [...SLIM, "DecompressionStream", "Response", "atob"];

let folder;

/** One script without imports, whose exports are a global. */
async function build(entry) {
  const { build } = await import("esbuild");
  folder = emptyFolder(`bare-${entry}`);
  await build({
    entryPoints: [join(cwd, `${entry}.js`)],
    outdir: folder,
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "program",
  });
  return filesIn(folder);
}

function run(names, given, entry = "main", ...more) {
  return reportOf(process.execPath, ["context.mjs", join(folder, `${entry}.js`), String(names), ...more], given, {
    cwd,
  });
}

/** Leaves out one name after the other, of which the package must be the one to tell. */
async function leaveOut(names, given) {
  const named = [];
  const untold = [];
  for (const name of names) {
    const rest = names.filter((other) => other !== name);
    const { error = "all went well" } = await run(rest, { ...given, name: `${given.name}-${name}` }).catch(
      ({ message }) => ({ error: message }),
    );
    if (error.startsWith("LoadError: ") && error.includes(name)) {
      named.push(name);
    } else {
      untold.push(`without ${name}: ${error}`);
    }
  }
  return untold.length > 0 ? { error: untold.join("\n") } : { did: named };
}

export const cases = [
  {
    place: `Bare, ${ALL.length} names`,
    version,
    build: () => build("main"),
    run: (given) => run(ALL, given),
  },
  {
    place: "Bare, each name left out",
    version,
    expected: ALL,
    run: (given) => leaveOut(ALL, given),
  },
  {
    place: `Bare, slim, ${SLIM.length} names`,
    version,
    build: () => build("slim"),
    run: (given) => run(SLIM, given, "slim", join(library, "digitalocean.wasm")),
  },
];
