import { readFile } from "node:fs/promises";
import { EdgeRuntime, runServer } from "edge-runtime";
import { addressOf } from "../support/site.mjs";

const { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
try {
  const runtime = new EdgeRuntime({ initialCode: await readFile(process.argv[2], "utf8") });
  const server = await runServer({ runtime, host: "127.0.0.1" });
  const response = await fetch(addressOf(server.url, { api, token, name }));
  console.log(await response.text());
  await server.close();
} catch ({ message }) {
  console.log(JSON.stringify({ error: message }));
  process.exit();
}
