import * as library from "digitalocean-wasm/slim";
import { loadAndCall } from "./work.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, KIND: kind, ADDRESSES } = process.env;
const addresses = ADDRESSES.split(" ");
console.log(JSON.stringify(await loadAndCall(library, { baseUrl, token, name, kind, addresses })));
