// The dashboard, built and served for one test file, with a simulator behind it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { startSite } from "../consumers/support/site.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { launch } from "./chromium.mjs";

const www = fileURLToPath(new URL("../../www", import.meta.url));

/**
 * Builds and serves the dashboard. `open({ token, hash })` opens it in a context of its own, with `token` remembered.
 * `complaints` collects errors and warnings of all pages.
 */
export async function startDashboard({ speed = 60 } = {}) {
  // By default a minute passes in a second, slow enough to poll each status of a garbage collection.
  const simulator = await startSimulator({ speed });
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  process.env.VITE_API_URL = simulator.url;
  await build({ root: www, logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
  const site = await startSite(folder);
  const browser = await launch();
  const complaints = [];

  const open = async ({ token, hash = "" } = {}) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // Chromium logs each failed request; these are expected.
      if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource")) {
        complaints.push(message.text());
      }
    });
    if (token) {
      await page.goto(`${site.url}/favicon.svg`);
      await page.evaluate((value) => sessionStorage.setItem("token", value), token);
    }
    await page.goto(`${site.url}/${hash}`);
    return page;
  };
  const stop = async () => {
    await browser.close();
    await simulator.stop();
    site.stop();
    await rm(folder, { recursive: true });
  };
  return { simulator, complaints, open, stop };
}
