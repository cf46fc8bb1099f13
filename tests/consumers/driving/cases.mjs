// How calls are driven, wherever engines and runtimes differ: each runs the scenarios of tests/driving that it has the
// means for, and must run them all.
import { join } from "node:path";
import { launch } from "../../browser/chromium.mjs";
import { namesWith } from "../../driving/scenarios.mjs";
import { startServer } from "../../driving/server.mjs";
import { browsers } from "../support/browsers.mjs";
import { emptyFolder, folderOf, installed, library, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";
import { addressOf, startSite } from "../support/site.mjs";
import { env as quiet, node as workerdNode } from "../workerd/environment.mjs";
import { workers } from "./worker/scenarios.mjs";

const cwd = folderOf(import.meta.url);
const V8 = ["stacks", "async stacks"];
const CONTEXTS = ["contexts", "contexts of settled promises"];
const SERVERS = [...CONTEXTS, "server", "unhandled"];
const NODE = [...SERVERS, ...V8, "inspect", "tracing"];

/** Does something with a server of its own. */
async function withServer(work) {
  const server = await startServer();
  try {
    return await work(server.url);
  } finally {
    server.stop();
  }
}

/** A runtime that runs a program. */
function runtime(name, version, means, command, ...parameters) {
  return {
    place: `Driving, ${name}`,
    version,
    expected: namesWith(means),
    run: (given) =>
      withServer((api) => {
        const env = { ...quiet, COPIES: emptyFolder(`driving-${name}`), MEANS: String(means) };
        return reportOf(command, parameters, { ...given, api }, { cwd, env });
      }),
  };
}

const node = (major) =>
  runtime(`Node ${major}`, versionOf(`node-${major}`), NODE, installed(`node-${major}`, "bin", "node"), "program.mjs");

const support = join(cwd, "..", "support");
const driving = join(cwd, "..", "..", "driving");

/** The files that a page imports. */
const files = {
  "/index.js": { file: join(library, "index.js") },
  "/report.mjs": { file: join(support, "report.mjs") },
  "/calls.mjs": { file: join(support, "calls.mjs") },
  ...Object.fromEntries(
    [
      ...["scenarios.mjs", "support.mjs", "web.mjs"],
      ...["contexts", "dry-run", "microtasks", "promises", "queues", "requests", "stacks", "traps"].map(
        (name) => `scenarios/${name}.mjs`,
      ),
    ].map((file) => [`/driving/${file}`, { file: join(driving, file) }]),
  ),
};

/** Opens a page in Chromium. Errors from the end of the stack are left alone: they are no failures of the page. */
async function visitChromium(address, report) {
  const chromium = await launch();
  try {
    await (await chromium.newPage()).goto(address);
    return await report;
  } finally {
    await chromium.close();
  }
}

/** A page, which takes its means where others take the name of a cluster. */
function page(browser, means, visit = browser.visit) {
  return {
    place: `Driving, ${browser.name}`,
    version: browser.version,
    expected: namesWith(means),
    missing: () => (browser.program ? undefined : `there is no ${browser.name} here`),
    run: (given) =>
      withServer(async (api) => {
        const site = await startSite(join(cwd, "site"), files);
        try {
          const address = addressOf(`${site.url}/page.html`, { ...given, api, name: String(means) });
          return await visit(address, site.report());
        } finally {
          site.stop();
        }
      }),
  };
}

const [chromium, firefox] = browsers;
/** Firefox loses the context of a task after a promise that was settled before it was awaited. */
const FIREFOX = ["contexts", "server", "unhandled", "stacks"];
/** Without `unhandled`: workerd reports some rejections much later than others. */
const WORKERD = [...CONTEXTS, "server", ...V8];

export const cases = [
  node(20),
  node(26),
  runtime(
    "Bun",
    versionOf("@oven/bun-linux-x64"),
    [...SERVERS, "stacks", "inspect", "tracing"],
    installed("@oven", "bun-linux-x64", "bin", "bun"),
    "run",
    "program.mjs",
  ),
  runtime(
    "Deno",
    versionOf("deno"),
    NODE,
    installed("@deno", "linux-x64-glibc", "deno"),
    ...["run", "--no-prompt", "--allow-all", "program.mjs"],
  ),
  page(chromium, [...SERVERS, ...V8], visitChromium),
  page(firefox, FIREFOX),
  runtime("workerd", versionOf("miniflare"), WORKERD, workerdNode, "workerd.mjs", "scenarios"),
  ...["cold", "warm"].map((start) => ({
    ...runtime(
      `workerd, clients that requests share, ${start}`,
      ...[versionOf("miniflare"), [], workerdNode, "workerd.mjs", "shared", start],
    ),
    expected: workers.map(({ name }) => name).filter((name) => name.endsWith(start)),
  })),
];
