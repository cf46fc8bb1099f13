// Pages of Chromium that are driven: what happens to them cannot be done from within.
import { join } from "node:path";
import { launch } from "../../browser/chromium.mjs";
import { folderOf, library } from "../support/paths.mjs";
import { addressOf, startSite } from "../support/site.mjs";
import { waiting } from "./site/held.mjs";
import { endure } from "./trend.mjs";

const here = folderOf(import.meta.url);

/** Serves the pages; their package is the installed one. */
export function startPages() {
  return startSite(join(here, "site"), {
    "/index.js": { file: join(library, "index.js") },
    "/report.mjs": { file: join(here, "..", "support", "report.mjs") },
    "/calls.mjs": { file: join(here, "..", "support", "calls.mjs") },
  });
}

/** Does something with a function that opens pages. An error that a page does not catch ends it. */
async function inChromium(api, work) {
  const pages = await startPages();
  const browser = await launch();
  try {
    const context = await browser.newContext();
    let fail;
    const failed = new Promise((_, reject) => {
      fail = reject;
    });
    const open = async (name) => {
      const page = await context.newPage();
      page.on("pageerror", fail);
      await page.goto(addressOf(`${pages.url}/${name}.html`, { api }));
      await page.waitForFunction(() => window.isReady);
      return page;
    };
    return await Promise.race([work(open), failed]);
  } finally {
    await browser.close();
    pages.stop();
  }
}

/** Calls for a long time. */
export function manyCalls(api, calls) {
  return inChromium(api, async (open) => {
    const page = await open("many-calls");
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");
    const sample = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { metrics } = await devtools.send("Performance.getMetrics");
      const { JSHeapUsedSize, JSEventListeners, Nodes } = Object.fromEntries(
        metrics.map(({ name, value }) => [name, value]),
      );
      const memory = await page.evaluate(() => window.memory());
      return { heap: JSHeapUsedSize, memory, listeners: JSEventListeners, nodes: Nodes };
    };
    const round = (count) => page.evaluate((count) => window.round(count), count);
    const limits = { heap: 40, memory: 65_536, listeners: 10, nodes: 10 };
    return endure({ calls, round, sample, limits });
  });
}

/** Starts calls of a page that wait; a function that says what they were answered. */
function hold(page, count) {
  return later(page.evaluate((count) => window.hold(count), count));
}

/** Starts calls of a page's worker that wait; a function that says what they were answered. */
function holdInWorker(page, count) {
  return later(page.evaluate((count) => window.ask({ hold: count }), count));
}

/** Whoever does not ask what came of it need not know that it failed: its page or worker is gone. */
function later(promise) {
  promise.catch(() => {});
  return async (expected) => {
    const names = await promise;
    if (String(names) !== expected) {
      throw new Error(`answered: ${names}`);
    }
  };
}

/** Closes one of two pages that share a worker, then the other. */
export function closedPage({ url: api, release }) {
  return inChromium(api, async (open) => {
    const [page, other] = [await open("shared-worker"), await open("shared-worker")];
    hold(page, 2);
    const answered = holdInWorker(other, 2);
    await waiting(api, 4);
    await page.close();
    await waiting(api, 2);
    await other.evaluate(() => window.ask({ list: true }));
    release();
    await answered("backend,backend");

    holdInWorker(other, 2);
    await waiting(api, 2);
    await other.close();
    await waiting(api, 0);
    return { did: ["closed", "others"] };
  });
}

/** Stops a service worker, as browsers do when they please, and asks it again. */
export function stoppedWorker({ url: api, release }) {
  return inChromium(api, async (open) => {
    const page = await open("service-worker");
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("ServiceWorker.enable");
    const answered = hold(page, 2);
    holdInWorker(page, 2);
    await waiting(api, 4);
    await devtools.send("ServiceWorker.stopAllWorkers");
    await waiting(api, 2);
    await page.evaluate(() => window.ask({ list: true }));
    release();
    await answered("backend,backend");
    return { did: ["closed", "others"] };
  });
}
