// The dashboard as it is built and served, in headless Chromium, against a simulator.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { startSite } from "../consumers/support/site.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { launch } from "./chromium.mjs";

const www = fileURLToPath(new URL("../../www", import.meta.url));

let browser;
let folder;
let page;
let simulator;
let site;
const complaints = [];

before(async () => {
  // A minute of the API passes in a second: every state of a garbage collection is seen by a poll.
  simulator = await startSimulator({ speed: 60 });
  folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  process.env.VITE_API_URL = simulator.url;
  await build({ root: www, logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
  site = await startSite(folder);
  browser = await launch();
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  // The browser itself reports each answer outside 2xx; all else is a fault of the page.
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text());
    }
  });
});

after(async () => {
  await browser.close();
  await simulator.stop();
  site.stop();
  await rm(folder, { recursive: true });
});

const hook = (id) => page.getByTestId(id);
const row = (name) => page.locator(`[data-testid="cluster-row"][data-cluster="${name}"]`);
const status = (name, value) => row(name).locator(`[data-testid="cluster-status"][data-status="${value}"]`);

describe("the dashboard", () => {
  test("shows the clusters, and one of them coming online", async () => {
    await page.goto(`${site.url}/`);
    await status("backend", "online").waitFor();
    assert.equal(await hook("cluster-row").count(), 4);
    await status("sessions", "online").waitFor();
    assert.match(await hook("rate-limit").textContent(), /\d/);
  });

  test("creates a cluster, follows it, shows its configuration and deletes it", async () => {
    await hook("cluster-create").click();
    await hook("create-name").fill("from-the-page");
    await hook("create-engine").selectOption("mysql");
    await hook("create-submit").click();
    await status("from-the-page", "creating").waitFor();
    await status("from-the-page", "online").waitFor();

    await row("from-the-page").getByTestId("cluster-open").click();
    const setting = page.locator('[data-testid="setting"][data-setting="group_concat_max_len"]');
    await setting.waitFor();
    await page.keyboard.press("Escape");

    await row("from-the-page").getByTestId("cluster-delete").click();
    await hook("confirm-name").fill("from-the-page");
    await hook("confirm").click();
    await row("from-the-page").waitFor({ state: "detached" });
  });

  test("says so when no cluster carries a tag", async () => {
    await hook("tag-filter").fill("nothing");
    await hook("tag-filter").press("Enter");
    await hook("empty").waitFor();
    await hook("show-all").click();
    await status("backend", "online").waitFor();
  });

  test("shows a repository's manifests, and deletes one", async () => {
    await hook("tab-registry").click();
    await hook("manifest-row").first().waitFor();
    const first = await hook("manifest-row").last().getAttribute("data-digest");
    await page.locator(`[data-digest="${first}"]`).getByTestId("manifest-delete").click();
    await hook("confirm").click();
    await page.locator(`[data-digest="${first}"]`).waitFor({ state: "detached" });
  });

  test("starts a garbage collection and follows it to its end", async () => {
    await hook("gc-open-start").click();
    await page.getByLabel(/untagged manifests and unreferenced blobs/i).check();
    await hook("gc-start").click();
    for (const state of ["waiting for write JWTs to expire", "succeeded"]) {
      await page.locator(`[data-status="${state}"]`).first().waitFor();
    }
    assert.match(await hook("gc-result").textContent(), /\d/);
  });

  test("shows what went wrong and tries again when asked", async () => {
    await simulator.stop();
    await hook("tab-databases").click();
    await hook("error-card").waitFor();
    assert.match(await hook("error-code").textContent(), /connection_failed/);
    await hook("retry").click();
    await hook("error-card").waitFor();
  });

  test("left no complaint in the console", () => {
    assert.deepEqual(complaints, []);
  });
});
