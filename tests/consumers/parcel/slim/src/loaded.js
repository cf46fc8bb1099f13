import url from "url:digitalocean-wasm/digitalocean.wasm";
import { init } from "digitalocean-wasm/slim";

export const loaded = init(url);
