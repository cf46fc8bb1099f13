// In Node, Bun and Deno.
import * as cleanUp from "digitalocean-wasm/clean-up";
import * as connect from "digitalocean-wasm/connect";
import * as simulator from "digitalocean-wasm/simulator";
import { steps } from "./steps.mjs";

console.log(JSON.stringify(await steps({ ...cleanUp, ...connect, ...simulator })));
