// A Worker of modules as they are, without a bundler, in workerd.
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const library = new URL("../node_modules/digitalocean-wasm/", import.meta.url);

/** Runs `worker.mjs` of a folder, beside other scripts there and files of the package; prints its answer, and ends. */
export async function printAnswer(folder, { scripts, files }) {
  const source = (from, path) => ({ type: "ESModule", path, contents: readFileSync(new URL(path, from), "utf8") });
  const file = (path) =>
    path.endsWith(".wasm")
      ? { type: "CompiledWasm", path, contents: readFileSync(new URL(path, library)) }
      : source(library, path);
  const worker = new Miniflare({
    modules: [
      { ...source(folder, "worker.mjs"), path: "index.mjs" },
      ...scripts.map((path) => source(folder, path)),
      ...files.map(file),
    ],
    modulesRoot: ".",
    compatibilityDate: "2026-07-01",
    cf: false,
  });
  const response = await worker.dispatchFetch("http://localhost/");
  console.log(await response.text());
  process.exit();
}
