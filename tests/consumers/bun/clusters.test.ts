import { expect, test } from "bun:test";
import * as digitalocean from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name } = process.env;

test("a cluster is made", async () => {
  const report = await calls(digitalocean, { baseUrl, token, name });
  expect(report.did).toContain("create");
  console.log(JSON.stringify(report));
});
