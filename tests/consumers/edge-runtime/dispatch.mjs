import { readFile } from "node:fs/promises";
import { EdgeRuntime } from "edge-runtime";
import { addressOf } from "../support/site.mjs";

const { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
try {
  const runtime = new EdgeRuntime({ initialCode: await readFile(process.argv[2], "utf8") });
  const response = await runtime.dispatchFetch(addressOf("http://localhost/", { api, token, name }));
  console.log(await response.text());
} catch ({ message }) {
  console.log(JSON.stringify({ error: message }));
}
