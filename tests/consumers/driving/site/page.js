import { namesWith } from "/driving/scenarios.mjs";
import { report } from "/report.mjs";

/**
 * Scenarios that run in one worker. Each loads a copy of the package, a page keeps them all, and Chromium has room for
 * about a hundred WebAssembly memories.
 */
const PART = 40;

/** Runs a part of the scenarios in a worker of its own. */
async function runPart(given) {
  const worker = new Worker("/worker.js", { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message ?? "the worker did not load"));
      worker.postMessage(given);
    });
  } finally {
    worker.terminate();
  }
}

async function runAll() {
  const address = new URLSearchParams(location.search);
  const server = address.get("api");
  const means = address.get("name").split(",");
  const did = [];
  for (let from = 0; from < namesWith(means).length; from += PART) {
    const part = await runPart({ server, means, from, to: from + PART });
    did.push(...part.did);
    if (part.error) {
      return { did, error: part.error };
    }
  }
  return { did };
}

await report(undefined, runAll);
