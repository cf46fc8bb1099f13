import wasm from "digitalocean-wasm/digitalocean.wasm";
import * as digitalocean from "digitalocean-wasm/slim";
import { answer } from "./answer.js";

export default {
  async fetch(request) {
    await digitalocean.init(wasm);
    return answer(digitalocean, request);
  },
};
