import { init } from "digitalocean-wasm/slim";

export const loaded = init(new URL("digitalocean-wasm/digitalocean.wasm", import.meta.url));
