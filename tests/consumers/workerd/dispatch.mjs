// Asks a worker that was built before, in miniflare.
import { dirname } from "node:path";
import { Miniflare } from "miniflare";
import { addressOf } from "../support/site.mjs";

const [scriptPath] = process.argv.slice(2);
const { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;
const worker = new Miniflare({
  modules: true,
  modulesRoot: dirname(scriptPath),
  modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
  scriptPath,
  compatibilityDate: "2026-07-01",
  cf: false,
});
try {
  const response = await worker.dispatchFetch(addressOf("http://localhost/", { api, token, name }));
  console.log(await response.text());
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
} finally {
  await worker.dispose().catch(() => {});
}
