// The scenarios in Node, Bun and Deno. Copies of the package are files: Bun and Deno keep one module for all queries.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { nodePlatform } from "../../driving/node.mjs";
import { drive } from "../../driving/scenarios.mjs";
import { onUnhandled } from "../../driving/web.mjs";

const { API_URL: server, COPIES, MEANS } = process.env;
const module = fileURLToPath(import.meta.resolve("digitalocean-wasm"));

let copies = 0;
function copy() {
  copies += 1;
  const file = join(COPIES, `${copies}.mjs`);
  copyFileSync(module, file);
  return import(pathToFileURL(file).href);
}

const platform = { ...nodePlatform(module, copy), server };
// Those that matter are counted by the scenarios; others come from the end of the stack, at any time.
if ("Deno" in globalThis) {
  platform.onUnhandled = onUnhandled;
  onUnhandled(() => {});
} else {
  process.on("unhandledRejection", () => {});
}
const report = await drive(platform, MEANS.split(","));
console.log(JSON.stringify(report));
// Calls that hang until they are aborted have timers left.
process.exit();
