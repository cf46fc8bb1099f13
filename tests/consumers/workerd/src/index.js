import * as digitalocean from "digitalocean-wasm";
import { answer } from "./answer.js";

export default {
  fetch: (request) => answer(digitalocean, request),
};
