import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as digitalocean from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORTS } = process.env;

test("clusters are listed, made and refused", async () => {
  const report = await calls(digitalocean, { baseUrl, token, name });
  writeFileSync(join(REPORTS, "module.json"), JSON.stringify(report));
});

test("the account has clusters", async () => {
  const client = new digitalocean.DigitalOcean({ baseUrl, token: () => token });
  const { data } = await client.databases.list();
  expect(data[0].engine).toBe("pg");
});
