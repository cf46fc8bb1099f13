// The key that a response holds the resource under, and resources that some responses nest once more.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DigitalOcean } from "digitalocean-wasm";

/** The result of a call whose response has this JSON. */
function call(body, make) {
  const fetch = async () => Response.json(body);
  return make(new DigitalOcean({ token: "dop_v1_envelopes", fetch }).databases);
}

const AUTOSCALE = { storage: { enabled: true, threshold_percent: 80, increment_gib: 10 } };
const CREDENTIALS = { basic_auth_username: "metrics", basic_auth_password: "pretend" };
const parameters = JSON.parse(
  readFileSync(new URL("../fixtures/databases/config/advanced_pg.json", import.meta.url), "utf8"),
).config;

const getAutoscale = (databases) => databases.autoscale.get("x");
const getCredentials = (databases) => databases.metricsCredentials.get();
const getConfig = (databases) => databases.config.get("x");

for (const [name, make, body, resource] of [
  ["autoscale settings", getAutoscale, AUTOSCALE, AUTOSCALE],
  ["autoscale settings, nested", getAutoscale, { autoscale: AUTOSCALE }, AUTOSCALE],
  ["metrics credentials", getCredentials, { credentials: CREDENTIALS }, CREDENTIALS],
  ["metrics credentials, nested", getCredentials, { credentials: { credentials: CREDENTIALS } }, CREDENTIALS],
  ["a configuration", getConfig, { config: { work_mem: 8 } }, { work_mem: 8 }],
  ["the parameters of Advanced Edition PostgreSQL", getConfig, { config: { pg_parameters: parameters } }, parameters],
  ["the parameters of Advanced Edition MySQL", getConfig, { config: { mysql_parameters: parameters } }, parameters],
  ["the parameters of the Advanced Edition, not nested", getConfig, { config: parameters }, parameters],
]) {
  test(`${name}: the call resolves to the resource`, async () => {
    assert.deepEqual(await call(body, make), resource);
  });
}

test("a nested key that does not hold an object is left alone", async () => {
  assert.deepEqual(await call({ config: { pg_parameters: null, jit: true } }, getConfig), {
    pg_parameters: null,
    jit: true,
  });
});
