// The dashboard as a site without a server: the simulator is in the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildDashboard } from "../../scripts/serve.mjs";
import { startSite } from "../consumers/support/site.mjs";
import { launch } from "./chromium.mjs";

let browser;
let site;

before(async () => {
  site = await startSite(await buildDashboard());
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
});

test("it creates and deletes a cluster, and asks nobody for anything but its own files", async () => {
  const page = await browser.newPage();
  const origins = new Set();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  await page.goto(`${site.url}/`);
  const rows = page.getByTestId("cluster-row");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 8);
  assert.equal(await page.getByTestId("api-address").textContent(), "simulated in this page");

  await page.getByTestId("cluster-create").click();
  await page.getByTestId("create-name").fill("from-the-page");
  await page.getByTestId("create-submit").click();
  const row = page.locator('[data-testid="cluster-row"][data-cluster="from-the-page"]');
  await row.locator('[data-status="online"]').waitFor();
  await row.getByTestId("cluster-delete").click();
  await page.getByTestId("confirm-name").fill("from-the-page");
  await page.getByTestId("confirm").click();
  await row.waitFor({ state: "detached" });

  await page.goto(`${site.url}/#registries`);
  await page.getByText("products").first().waitFor();
  assert.deepEqual([...origins], [site.url]);
});
