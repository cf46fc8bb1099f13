import { filesIn } from "../support/paths.mjs";
import { startSite } from "../support/site.mjs";
import { browsers } from "./browsers.mjs";
import { startGate } from "./gate.mjs";
import { enterToken, outcomeOf, shown } from "./pages.mjs";
import { buildForTest, buildTemplate } from "./template.mjs";
import { waitThroughStops } from "./waits.mjs";

const CLUSTERS = ["backend", "orders", "events", "sessions"];

function must(truth, what) {
  if (!truth) {
    throw new Error(`not so: ${what}`);
  }
}

/** Saves a token that works, as a user does, and leaves the options page. */
async function settle(browser, token) {
  const options = await browser.open(browser.address("options.html"));
  const { state, text } = await enterToken(options, token);
  must(state === "good", `the options page says that the token works: ${text}`);
  await options.close();
}

/** Sees that the popup lists the account's clusters. */
function mustList({ state, text, names }) {
  must(state === "list" && CLUSTERS.every((name) => names.includes(name)), `the popup lists the clusters: ${text}`);
  must(/backend\s+PostgreSQL \d+ · \w+\s+online/.test(text), `it says engine, version, region and status: ${text}`);
}

async function background(browser, { api, token, name }) {
  const page = await browser.open(browser.address("popup.html"));
  return page.evaluate(
    (given) =>
      new Promise((resolve) => {
        const port = chrome.runtime.connect();
        port.onMessage.addListener(resolve);
        port.onDisconnect.addListener(() => resolve({ error: "the background does not listen" }));
        port.postMessage(given);
      }),
    { baseUrl: api, token, name },
  );
}

async function popup(browser, { token }, gate) {
  const page = await browser.open(browser.address("popup.html"));
  const before = await outcomeOf(page);
  must(before.state === "no_token", `without a token the popup asks for one: ${before.text}`);

  await settle(browser, token);
  await page.click("#refresh");
  mustList(await outcomeOf(page));

  gate.intercept((response) => response.setHeader("content-type", "application/json").end('{"databases": []}'));
  await page.click("#refresh");
  const empty = await outcomeOf(page);
  must(empty.state === "empty", `the popup says that there are none: ${empty.text}`);

  gate.intercept((response) => response.writeHead(403).end());
  await page.click("#refresh");
  const failed = await outcomeOf(page);
  must(failed.state === "error" && failed.text.includes("403"), `the popup says what failed: ${failed.text}`);
  return { did: ["no token", "list", "empty", "error"] };
}

async function options(browser, { token }) {
  const page = await browser.open(browser.address("options.html"));
  const refused = await enterToken(page, "dop_v1_wrong");
  must(refused.state === "error" && refused.text.includes("authenticate"), `a wrong token is refused: ${refused.text}`);

  const saved = await enterToken(page, token);
  must(/works, and sees \d+ clusters/.test(saved.text), `the background uses the saved token: ${saved.text}`);

  const again = await browser.open(browser.address("options.html"));
  await shown(again, "#remove");
  const kept = await again.evaluate(() => document.documentElement.outerHTML + document.querySelector("#token").value);
  must(!kept.includes(token), "the page shows the token to nobody");

  await again.click("#remove");
  const { state } = await outcomeOf(await browser.open(browser.address("popup.html")));
  must(state === "no_token", "a removed token is gone");
  return { did: ["refuse", "save", "hide", "remove"] };
}

async function contentScript(browser, { token }) {
  await settle(browser, token);
  const site = await startSite(".", { "/": "<!doctype html><title>Console</title><h1>Console</h1>" });
  try {
    const badge = await shown(await browser.open(`${site.url}/`), "#database-clusters-badge");
    must(/^\d+ of \d+ clusters online$/.test(badge.text), `the badge counts the clusters: ${badge.text}`);
    return { did: ["badge"] };
  } finally {
    site.stop();
  }
}

async function restarted(browser, { token }, gate) {
  await settle(browser, token);
  const underWay = new Promise((resolve) => gate.intercept(resolve));
  const page = await browser.open(browser.address("popup.html"));
  const outcome = outcomeOf(page);
  const tooEarly = outcome.then(({ text }) => must(false, `the popup waits for the API: ${text}`));
  await Promise.race([underWay, tooEarly]);
  await browser.stopBackground();
  const { state, text } = await outcome;
  must(state === "error", `the popup says that the background was stopped: ${text}`);
  await page.click("#refresh");
  mustList(await outcomeOf(page));

  const { said, states, creates, clusters } = await waitThroughStops(browser, gate);
  must(said === "store-2 is online", `the icon says that the cluster is online: ${said}`);
  must(creates === 1 && clusters.length === 1, `it was created once: ${creates} requests, ${clusters.length} clusters`);
  const isBare = (state) => state.length < 500 && !state.includes(clusters[0].password);
  must(states.length > 0 && states.every(isBare), `states are short and without the password: ${states}`);
  return { did: ["stop", "list", "wait"] };
}

const parts = {
  background: { work: background },
  popup: { work: popup, expected: ["no token", "list", "empty", "error"] },
  "options page": { work: options, expected: ["refuse", "save", "hide", "remove"] },
  "content script": { work: contentScript, expected: ["badge"] },
  "restarted background": { work: restarted, expected: ["stop", "list", "wait"] },
};

let template;

export const cases = browsers.flatMap(({ name: browserName, executable, version, start }) =>
  Object.entries(parts).map(([part, { work, expected }], index) => ({
    place: `Extension in ${browserName}: ${part}`,
    version: version ?? "–",
    expected,
    missing: async () => (version ? undefined : `there is no ${executable}`),
    build: async () => {
      template ??= buildTemplate();
      return filesIn(await template, ["js"]);
    },
    run: async (given) => {
      const gate = await startGate(given.api);
      let browser;
      try {
        const folder = await buildForTest(`${browserName.toLowerCase()}-${index}`, gate.url);
        browser = await start(folder);
        return await work(browser, given, gate);
      } finally {
        await browser?.close();
        gate.stop();
      }
    },
  })),
);
