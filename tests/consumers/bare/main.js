import * as digitalocean from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

export const run = (given) => calls(digitalocean, given);
