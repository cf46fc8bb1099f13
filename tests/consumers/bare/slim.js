import * as digitalocean from "digitalocean-wasm/slim";
import { calls } from "../support/calls.mjs";

export async function run({ wasm, ...given }) {
  await digitalocean.init(wasm);
  return calls(digitalocean, given);
}
