import * as digitalocean from "digitalocean-wasm";
import { calls } from "../../support/calls.mjs";
import { inventory } from "./inventory.js";

const { API_URL: baseUrl = "", DIGITALOCEAN_TOKEN: token = "", CLUSTER_NAME: name = "" } = process.env;

const report = await calls(digitalocean, { baseUrl, token, name });
await inventory(baseUrl, token);
console.log(JSON.stringify(report));
