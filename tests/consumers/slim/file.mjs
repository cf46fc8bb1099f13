import { readFile } from "node:fs/promises";
import * as library from "digitalocean-wasm/slim";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
await library.init(readFile(new URL(import.meta.resolve("digitalocean-wasm/digitalocean.wasm"))));
console.log(JSON.stringify(await calls(library, { baseUrl, token, name })));
