// The connection details of the dashboard's cluster page, in headless Chromium, against a simulator.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DigitalOcean } from "digitalocean-wasm";
import { connect } from "digitalocean-wasm/connect";
import { TOKEN } from "../support/simulator.mjs";
import { startDashboard } from "./dashboard.mjs";

let dashboard;
let client;
let backend;

before(async () => {
  dashboard = await startDashboard();
  client = new DigitalOcean({ token: TOKEN, baseUrl: dashboard.simulator.url });
  [backend] = await client.databases.list().all();
});
after(() => dashboard.stop());

/** Opens the details of `backend` in a page of its own, with the clipboard in a variable. */
async function openBackend(t, token = TOKEN) {
  const page = await dashboard.open({ token });
  t.after(() => page.context().close());
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      globalThis.copied = text;
    };
  });
  await page.locator('[data-cluster="backend"]').getByTestId("cluster-open").click();
  await page.getByTestId("connection").scrollIntoViewIfNeeded();
  const row = (name) => page.getByTestId(`connection-${name}`);
  const value = (name) => row(name).locator("code").textContent();
  const copy = async (name) => {
    await row(name).getByTestId("copy").click();
    return page.evaluate(() => globalThis.copied);
  };
  return { page, row, value, copy };
}

test("a cluster's connection is shown by network, pool and user, its secrets only when asked for", async (t) => {
  const { page, row, value, copy } = await openBackend(t);
  await row("host").waitFor();
  const { host, port, password, database } = backend.connection;
  assert.deepEqual([await value("host"), await value("port")], [host, String(port)]);
  assert.deepEqual([await value("database"), await value("password")], [database, "••••••••"]);
  assert.ok(!(await page.getByTestId("connection").innerHTML()).includes(password));

  const { config, toUri } = await connect(client, backend.id, { driver: "pg" });
  assert.equal(await copy("password"), config.password);
  assert.equal(await copy("uri"), toUri());
  await page.getByTestId("connection-reveal").click();
  assert.equal(await value("password"), password);
  assert.equal(await value("uri"), toUri());

  await page.getByTestId("choose-network").selectOption("private");
  assert.equal(await value("host"), `private-${host}`);
  await page.getByTestId("choose-pool").selectOption("backend-pool");
  assert.equal(await value("database"), "backend-pool");
  assert.notEqual(await value("port"), String(port));
  assert.ok(await page.getByTestId("choose-database").isDisabled());
  await page.getByTestId("connection-reveal").click();
  assert.equal(await value("password"), "••••••••");
});

test("the certificate authority can be saved", async (t) => {
  const { page } = await openBackend(t);
  const download = page.waitForEvent("download");
  await page.getByTestId("connection-ca").click();
  assert.equal((await download).suggestedFilename(), "backend-ca-certificate.crt");
  assert.match(await page.getByTestId("connection-ca").getAttribute("href"), /BEGIN%20CERTIFICATE/);
});

test("a token that may not see passwords is told which scope it needs", async (t) => {
  const { page } = await openBackend(t, "dop_v1_simulator_read");
  await page.getByTestId("connection-facts").getByText("database:view_credentials").waitFor();
});

test("no page complained", () => {
  assert.deepEqual(dashboard.complaints, []);
});
