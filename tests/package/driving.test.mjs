// How calls are driven: each scenario of tests/driving as a test of its own, in Node.
import { AsyncLocalStorage } from "node:async_hooks";
import { after, before, test } from "node:test";
import { MEANS, nodePlatform } from "../driving/node.mjs";
import { scenariosWith } from "../driving/scenarios.mjs";
import { startServer } from "../driving/server.mjs";

const platform = nodePlatform(new URL(import.meta.resolve("digitalocean-wasm")));
let server;

before(async () => {
  server = await startServer();
  Object.assign(platform, { server: server.url, AsyncLocalStorage });
});
after(() => server.stop());

for (const { name, run } of scenariosWith(MEANS)) {
  test(name, () => run(platform));
}
