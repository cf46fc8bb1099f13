// Faults that show only after a long time, and calls whose place ends before they do.
import { browsers } from "../support/browsers.mjs";
import { folderOf, installed, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";
import { addressOf } from "../support/site.mjs";
import { closedPage, manyCalls, startPages, stoppedWorker } from "./pages.mjs";
import { startServer } from "./server.mjs";

const cwd = folderOf(import.meta.url);
const [chromium] = browsers;
const node = installed("node-26", "bin", "node");
const version = versionOf("node-26");

/** Runs with a server of its own, whose responses are quick, or wait until they are released. */
async function withServer(work) {
  const server = await startServer();
  try {
    return await work(server);
  } finally {
    server.stop();
  }
}

/** Runs one of the programs here. */
function inNode(parameters, options = {}) {
  return (given) => withServer(({ url: api }) => reportOf(node, parameters, { ...given, api }, { cwd, ...options }));
}

/** Opens one of the pages here, which reports. */
function visit(browser, name) {
  return (given) =>
    withServer(async ({ url: api }) => {
      const pages = await startPages();
      try {
        return await browser.visit(addressOf(`${pages.url}/${name}.html`, { ...given, api }), pages.report());
      } finally {
        pages.stop();
      }
    });
}

function inBrowser(browser, what, expected, run) {
  const missing = () => (browser.program ? undefined : `there is no ${browser.name} here`);
  return { place: `${browser.name}, ${what}`, version: browser.version, expected, missing, run };
}

const ENDED = ["closed", "others"];

export const cases = [
  {
    place: "Node, 100,000 calls",
    version,
    expected: ["heap", "memory", "handles", "listeners"],
    run: inNode(["--expose-gc", "many-calls.mjs"], { env: { CALLS: "100000" }, timeout: 900_000 }),
  },
  inBrowser(chromium, "10,000 calls", ["heap", "memory", "listeners", "nodes"], () =>
    withServer(({ url }) => manyCalls(url, 10_000)),
  ),
  { place: "Node, a worker ends", version, expected: ENDED, run: inNode(["ended-worker.mjs"]) },
  ...browsers.flatMap((browser) => [
    inBrowser(browser, "a worker ends", ENDED, visit(browser, "ended-worker")),
    inBrowser(browser, "a frame is removed", ENDED, visit(browser, "removed-frame")),
  ]),
  inBrowser(chromium, "a page closes", ENDED, () => withServer(closedPage)),
  inBrowser(chromium, "a service worker stops", ENDED, () => withServer(stoppedWorker)),
];
