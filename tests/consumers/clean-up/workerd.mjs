// In workerd.
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const here = new URL(".", import.meta.url);
const library = new URL("../node_modules/digitalocean-wasm/", import.meta.url);
const source = (folder, path) => ({ type: "ESModule", path, contents: readFileSync(new URL(path, folder), "utf8") });
const wasm = (path) => ({ type: "CompiledWasm", path, contents: readFileSync(new URL(path, library)) });

const scripts = ["clean-up-workerd.js", "connect.js", "simulator-workerd.js", "workerd.js"];
const worker = new Miniflare({
  modules: [
    { ...source(here, "worker.mjs"), path: "index.mjs" },
    source(here, "steps.mjs"),
    ...scripts.map((path) => source(library, path)),
    ...["clean-up.wasm", "simulator.wasm", "digitalocean.wasm"].map(wasm),
  ],
  modulesRoot: ".",
  compatibilityDate: "2026-07-01",
  cf: false,
});
const response = await worker.dispatchFetch("http://localhost/");
console.log(await response.text());
process.exit();
