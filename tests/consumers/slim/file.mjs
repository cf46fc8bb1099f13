import * as library from "digitalocean-wasm/slim";
import { calls } from "../support/calls.mjs";
import { loaded } from "./loaded.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
await loaded;
console.log(JSON.stringify(await calls(library, { baseUrl, token, name })));
