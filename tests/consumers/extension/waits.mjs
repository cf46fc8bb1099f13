// A wait in the background of the template, which is stopped again and again.
import { pathToFileURL } from "node:url";
import { installed } from "../support/paths.mjs";

const STOPS = 20;
const BODY = { name: "store-2", engine: "mongodb", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
/** Milliseconds after which a request or an end that does not come is given up. */
const PATIENCE = 90_000;

async function until(condition, what) {
  const started = Date.now();
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() - started > PATIENCE) throw new Error(`did not come: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Has the background create a cluster and wait for it, and stops it many times. Messages start it again, as a popup's do;
 * the first time, an alarm has to. Returns what the server and the extension's icon say in the end, and the
 * states that were stored.
 */
export async function waitThroughStops(browser, gate) {
  const { createSimulator } = await import(pathToFileURL(installed("digitalocean-wasm", "simulator.js")));
  const simulator = await createSimulator({ seed: "empty", rateLimit: false });
  const server = await simulator.listen();
  gate.forward(server.url);
  const page = await browser.open(browser.address("popup.html"));
  const stored = () => page.evaluate(async () => JSON.stringify((await chrome.storage.local.get())["wait:created"]));
  const title = () => page.evaluate(() => chrome.action.getTitle({}));
  const states = [];
  let creates = 0;
  try {
    await page.evaluate((token) => chrome.storage.local.set({ token }), simulator.token());
    await page.evaluate((create) => void chrome.runtime.sendMessage({ create }), BODY);
    await until(stored, "a state");
    for (let stop = 0; stop < STOPS; stop++) {
      await until(() => simulator.requests.all.length > 0, `a request of background ${stop}`);
      await browser.stopBackground();
      states.push(await stored());
      await simulator.clock.advance("2s");
      creates += simulator.requests.matching({ operation: "databases.create" }).length;
      simulator.requests.clear();
      if (stop > 0) await page.evaluate(() => void chrome.runtime.sendMessage({}));
    }
    await simulator.clock.advance("10m");
    const said = await until(async () => /is online/.exec(await title()) && title(), "the end of the wait");
    const { clusters } = simulator.state().accounts.empty;
    return { said, states, creates, clusters };
  } finally {
    await server.close();
  }
}
