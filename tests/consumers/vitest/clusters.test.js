import { writeFileSync } from "node:fs";
import * as digitalocean from "digitalocean-wasm";
import { expect, test } from "vitest";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORT } = process.env;

test("clusters are listed, made and refused", async () => {
  writeFileSync(REPORT, JSON.stringify(await calls(digitalocean, { baseUrl, token, name })));
});

test("the account has clusters", async () => {
  const client = new digitalocean.DigitalOcean({ baseUrl, token: () => token });
  const { data } = await client.databases.list();
  expect(data[0].engine).toBe("pg");
});
