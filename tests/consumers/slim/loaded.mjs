import { readFile } from "node:fs/promises";
import { init } from "digitalocean-wasm/slim";

export const loaded = init(readFile(new URL(import.meta.resolve("digitalocean-wasm/digitalocean.wasm"))));
