// The package in a Manifest V3 extension, bundled, in Chromium: popup and service worker.
import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { startSimulator, TOKEN } from "../support/simulator.mjs";
import { launchWith } from "./chromium.mjs";

const source = fileURLToPath(new URL("extension", import.meta.url));

let context;
let folder;
let popup;
let simulator;

before(async () => {
  simulator = await startSimulator();
  folder = await mkdtemp(join(tmpdir(), "extension-"));
  await cp(source, folder, { recursive: true });
  await build({
    entryPoints: ["background.js", "popup.js"].map((file) => join(source, file)),
    outdir: folder,
    bundle: true,
    format: "esm",
    minify: true,
    allowOverwrite: true,
  });
  context = await launchWith(folder);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  popup = await context.newPage();
  await popup.goto(`chrome-extension://${new URL(worker.url()).host}/popup.html`);
});

after(async () => {
  await context.close();
  await simulator.stop();
  await rm(folder, { recursive: true });
});

describe("the package in an extension", () => {
  const expected = ["backend", "orders", "events", "sessions"];

  test("works in the popup", async () => {
    const options = { token: TOKEN, baseUrl: simulator.url };
    assert.deepEqual(await popup.evaluate((options) => globalThis.names(options), options), expected);
  });

  test("works in the service worker", async () => {
    const options = { token: TOKEN, baseUrl: simulator.url };
    assert.deepEqual(await popup.evaluate((options) => globalThis.ask(options), options), expected);
  });
});
