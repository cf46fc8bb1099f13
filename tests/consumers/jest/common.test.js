const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const digitalocean = require("digitalocean-wasm");

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORTS, CALLS } = process.env;
const { calls } = require(CALLS);

test("clusters are listed, made and refused", async () => {
  const report = await calls(digitalocean, { baseUrl, token, name });
  writeFileSync(join(REPORTS, "common.json"), JSON.stringify(report));
});

test("the account has clusters", async () => {
  const client = new digitalocean.DigitalOcean({ baseUrl, token: () => token });
  const { data } = await client.databases.list();
  expect(data[0].engine).toBe("pg");
});
