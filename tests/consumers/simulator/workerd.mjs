// The simulator in workerd.
import { printAnswer } from "../support/miniflare.mjs";

await printAnswer(new URL(".", import.meta.url), {
  scripts: ["story.mjs"],
  files: ["simulator-workerd.js", "workerd.js", "simulator.wasm", "digitalocean.wasm"],
});
