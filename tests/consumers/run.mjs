// Runs every place in which the package must work, and prints what came of it.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { startSimulator, TOKEN } from "../support/simulator.mjs";
import { closeChromium } from "./support/chromium.mjs";

/** The calls of a case that names no others. */
const ALL = ["list", "create", "error", "abort"];
/** Milliseconds that building or running a place may take. Nothing is measured by it: it ends what hangs. */
const PATIENCE = 240_000;
const LANES = 2;
/** The folders that take longest go first, so that no lane is left with them at the end. */
const SLOW = ["next", "extension", "endurance"];
/** So many failures may come of a busy machine. More are none of its doing. */
const DOUBTFUL = 3;

const here = new URL(".", import.meta.url);

/** Folders that are not consumers. */
const OTHERS = ["node_modules", "support"];

/** The consumers, each a folder with its cases. */
async function consumers(only) {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OTHERS.includes(entry.name))
    .map(({ name }) => name)
    .filter((name) => only.length === 0 || only.some((part) => name.includes(part)));
  const imported = folders.sort().map(async (folder) => {
    const { cases } = await import(new URL(`${folder}/cases.mjs`, here));
    return { folder, cases };
  });
  return Promise.all(imported);
}

/**
 * Runs the places whose folder is named in `only`, or all; the results, a row for each.
 *
 * Nothing is true because a place says so: a place gets a name of its own for its cluster, and the simulator is asked for
 * the cluster afterwards. With `again`, a few that fail are run once more, alone, and the row says so: browsers and servers
 * that do not start in time are the machine's doing, and what is broken fails twice.
 */
export async function runPlaces({ only = [], again = false, print = console.log } = {}) {
  const simulator = await startSimulator({ rateLimit: false });
  const rows = [];
  const found = await consumers(only);
  const order = found.flatMap(({ cases }) => cases);
  const queue = [...found].sort((a, b) => SLOW.includes(b.folder) - SLOW.includes(a.folder));
  const run = async (testCase) => {
    const row = await runCase(testCase, simulator.url);
    rows[order.indexOf(testCase)] = row;
    print(line(row));
    return row;
  };
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      for (const testCase of next.cases) {
        await run(testCase);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
    const failed = order.filter((_, index) => rows[index].failure);
    if (again && failed.length <= DOUBTFUL) {
      for (const testCase of failed) {
        const { failure } = rows[order.indexOf(testCase)];
        const row = await run(testCase);
        row.again = failure;
      }
    }
  } finally {
    await closeChromium();
    await simulator.stop();
  }
  return rows;
}

let names = 0;

async function runCase(testCase, api) {
  const { place, version, expected = ALL, missing, build, run } = testCase;
  const row = { place, version, built: build ? false : undefined, ran: false };
  try {
    row.missing = await missing?.();
    if (row.missing) {
      return row;
    }
    if (build) {
      const files = await inTime(build());
      row.built = true;
      // Programs that are compiled but not shipped have no sizes.
      Object.assign(row, files.length > 0 ? sizes(files) : {});
    }
    names += 1;
    const name = `consumer-${process.pid}-${names}`;
    const { did, first, error } = await inTime(run({ api, token: TOKEN, name }));
    if (error) {
      throw new Error(error);
    }
    if (String(did) !== String(expected)) {
      throw new Error(`it did ${did}, and should have done ${expected}`);
    }
    if (expected.includes("create") && !(await clusters(api)).includes(name)) {
      throw new Error("the simulator knows nothing of its cluster");
    }
    row.first = first;
    row.ran = true;
  } catch (error) {
    row.failure = error instanceof Error ? error.message : String(error);
  }
  return row;
}

/** Ends what takes too long. */
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came of it in ${PATIENCE / 1000} s`)), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function clusters(api) {
  const response = await fetch(`${api}/v2/databases`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return (await response.json()).databases.map(({ name }) => name);
}

function sizes(files) {
  const sum = (size) => files.reduce((total, file) => total + size(readFileSync(file)), 0);
  const parameters = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    bytes: sum((content) => content.length),
    gzip: sum((content) => gzipSync(content, { level: 9 }).length),
    brotli: sum((content) => brotliCompressSync(content, { params: parameters }).length),
  };
}

const kilobytes = (bytes) => (bytes === undefined ? "–" : `${(bytes / 1000).toFixed(1)} kB`);
const mark = (truth) => (truth === undefined ? "–" : truth ? "yes" : "NO");

function line(row) {
  const { place, version, built, ran, first, bytes, gzip, brotli, missing, failure } = row;
  const what = [mark(built), missing ? "missing" : mark(ran), first === undefined ? "–" : `${first} ms`];
  const parts = [place.padEnd(44), version.padEnd(14), ...what.map((text) => text.padEnd(8))];
  const shipped = [bytes, gzip, brotli].map((size) => kilobytes(size).padStart(9)).join("");
  const why = missing ?? failure;
  return `${parts.join("")}${shipped}${why ? `\n    ${why.replaceAll("\n", "\n    ")}` : ""}`;
}
