/** @jest-environment jsdom */
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { DigitalOcean, isDigitalOceanError, LoadError } = require("digitalocean-wasm");

const { API_URL: baseUrl, DIGITALOCEAN_TOKEN: token, REPORTS } = process.env;

test("a call says what this environment lacks, and which ones do not", async () => {
  const client = new DigitalOcean({ baseUrl, token: () => token });
  const error = await client.databases.list().catch((error) => error);
  expect(error).toBeInstanceOf(LoadError);
  expect(isDigitalOceanError(error)).toBe(true);
  expect(error.message).toMatch(/TextDecoder.*jsdom.*"node".*"jest-fixed-jsdom"/);
  writeFileSync(join(REPORTS, "jsdom.json"), JSON.stringify({ did: ["refuse"] }));
});
