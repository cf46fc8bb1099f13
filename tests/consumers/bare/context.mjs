// Runs a script with the language and only these further globals: no process, no window, no document.
// A call that never ends is a top-level await that never ends, of which Node makes a failure at once.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [script, list, wasm] = process.argv.slice(2);
const names = list.split(",");
const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;

const report = (outcome) => {
  console.log(JSON.stringify(outcome));
  process.exit();
};
process.on("uncaughtException", (error) => report({ error: `uncaught: ${error}` }));

// The engine brings a console, and the WebAssembly of the context's own realm.
const given = names.filter((key) => key !== "WebAssembly").map((key) => [key, globalThis[key]]);
const context = vm.createContext({ __proto__: null, ...Object.fromEntries(given) });
vm.runInContext("delete globalThis.console", context);
if (!names.includes("WebAssembly")) {
  vm.runInContext("delete globalThis.WebAssembly", context);
}

vm.runInContext(readFileSync(script, "utf8"), context);
const { run } = vm.runInContext("program", context);
try {
  report(await run({ baseUrl, token, name, wasm: wasm && readFileSync(wasm) }));
} catch (error) {
  report({ error: String(error) });
}
