import url from "digitalocean-wasm/digitalocean.wasm?url";
import { init } from "digitalocean-wasm/slim";

export const loaded = init(url);
