import * as digitalocean from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = Deno.env.toObject();
console.log(JSON.stringify(await calls(digitalocean, { baseUrl, token, name })));
