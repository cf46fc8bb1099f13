// In workerd.
import { printAnswer } from "../support/miniflare.mjs";

const scripts = ["clean-up-workerd.js", "connect.js", "simulator-workerd.js", "workerd.js"];

await printAnswer(new URL(".", import.meta.url), {
  scripts: ["steps.mjs"],
  files: [...scripts, "clean-up.wasm", "simulator.wasm", "digitalocean.wasm"],
});
