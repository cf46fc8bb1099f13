// A user's tests. The report goes to a file, for the output is the runner's.
import { equal } from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import * as digitalocean from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORT } = process.env;

test("clusters are listed, made and refused", async () => {
  await writeFile(REPORT, JSON.stringify(await calls(digitalocean, { baseUrl, token, name })));
});

test("the account has clusters", async () => {
  const client = new digitalocean.DigitalOcean({ baseUrl });
  const { data } = await client.databases.list();
  equal(data[0].engine, "pg");
});
