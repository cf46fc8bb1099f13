import { workerData } from "node:worker_threads";
import * as library from "digitalocean-wasm";
import { hold } from "./site/held.mjs";

await hold(library, workerData, 3);
