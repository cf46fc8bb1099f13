// Faults and preflights as real Chromium meets them: what is sent again and what a page may send at all.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startSite } from "../consumers/support/site.mjs";
import { ALLOWED, startFaults } from "../support/faults.mjs";
import { METHODS } from "../support/methods.mjs";
import { happened, NAMES, outcome, STATUSES } from "../support/outcomes.mjs";
import { launch } from "./chromium.mjs";

const installed = fileURLToPath(new URL("node_modules/digitalocean-wasm", import.meta.url));
/** The timeout at a server that never responds, in milliseconds. Elsewhere an attempt has all the time it needs. */
const SOON = 2_000;
const SLOW = ["hang", "drip"];
const TOKEN = "dop_v1_page";
const all = Object.keys(METHODS);

/** Has a function that makes a call of a method, and tells what it came to. */
const PAGE = `<!doctype html><title>test</title><script type="module">
  import { DigitalOcean } from "/index.js";
  // The wait before another attempt is chosen at random from 0 on.
  Math.random = () => 0;
  const methods = { ${Object.entries(METHODS).map(([method, call]) => `${method}: ${call}`)} };
  ${happened}
  globalThis.call = (method, { baseUrl, timeout }) => {
    const client = new DigitalOcean({ token: "${TOKEN}", dangerouslyAllowBrowser: true, baseUrl, timeout });
    return happened(methods[method](client));
  };
</script>`;

let browser;
let exposed;
let faults;
let keys = 0;
let page;
let pages;
const uncaught = [];

before(async () => {
  browser = await launch();
  [faults, exposed] = await Promise.all([startFaults(), startFaults({ expose: true })]);
  pages = await startSite(installed, { "/page": PAGE });
  page = await browser.newPage();
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.goto(`${pages.url}/page`);
  await page.waitForFunction(() => "call" in globalThis);
});

after(async () => {
  await browser.close();
  faults.stop();
  exposed.stop();
  pages.stop();
});

/** A call of a page: what it came to, and what reached the server. */
async function call(server, fault, method) {
  const key = `key-${keys++}`;
  const baseUrl = await server.at(fault, key);
  const timeout = SLOW.includes(fault) ? SOON : 30_000;
  const seen = await page.evaluate(
    ([method, options]) => globalThis.call(method, options),
    [method, { baseUrl, timeout }],
  );
  // Leaves out the headers that a page cannot read.
  return { seen: JSON.parse(JSON.stringify(seen)), requests: server.requests(key) };
}

const plain = (outcome) => JSON.parse(JSON.stringify(outcome));
/** Faults that show only in headers which are not exposed. */
const isHidden = (fault) => /-late-/.test(fault);

describe("from a page, every method at", () => {
  for (const fault of [...NAMES, ...STATUSES]) {
    test(fault, async () => {
      const check = async (method) => {
        const server = isHidden(fault) ? exposed : faults;
        const { seen, requests } = await call(server, fault, method);
        // As in Node, a 407 comes as a lost connection, and what was misdirected is sent again by the browser itself.
        const expected = outcome(fault === "407" ? "read" : fault, method);
        const sent = expected.attempts * (fault === "421" ? 2 : 1);
        assert.deepEqual(seen, plain(expected), `${fault} ${method}`);
        // A page opens connections ahead of need; of those which are closed unread not all are for a request.
        if (fault !== "unread") {
          assert.equal(requests.length, sent, `requests at the server: ${fault} ${method}`);
          assert.ok(requests.every((request) => request.method === method));
        }
      };
      await Promise.all(all.map(check));
    });
  }
});

test("a wait that a page may not read of is one of the library's own", async () => {
  for (const method of all) {
    const { seen, requests } = await call(faults, "429-late-seconds", method);
    assert.deepEqual([seen.code, seen.attempts, requests.length], ["too_many_requests", 3, 3]);
  }
});

test("where nothing listens a page cannot know that, and a create is ambiguous", async () => {
  for (const method of all) {
    const { seen } = await call(faults, "refused", method);
    assert.deepEqual(seen, plain(outcome("unread", method)), method);
  }
});

test("all methods pass a preflight that allows no more than the API does, retried ones too", async () => {
  for (const fault of ["200x0", "429x1", "429-secondsx2"]) {
    const times = Number(fault.at(-1));
    faults.preflights.splice(0);
    for (const method of all) {
      const { seen, requests } = await call(faults, fault, method);
      assert.deepEqual(seen, { attempts: times + 1 }, `${fault} ${method}`);
      assert.equal(requests.length, times + 1);
      for (const { headers } of requests) {
        assert.equal(headers.authorization, `Bearer ${TOKEN}`);
        assert.equal(headers.cookie, undefined);
      }
    }
    assert.deepEqual([...new Set(faults.preflights.map(({ method }) => method))].sort(), [...all].sort());
    for (const { headers } of faults.preflights) {
      const asked = headers.split(",");
      assert.deepEqual(
        asked.filter((name) => !ALLOWED.split(",").includes(name)),
        [],
      );
    }
  }
});

test("a redirect takes the token nowhere", async () => {
  for (const method of all) {
    const { requests } = await call(faults, "307", method);
    assert.equal(requests[0].headers.authorization, `Bearer ${TOKEN}`);
  }
  assert.deepEqual([...faults.elsewhere, ...exposed.elsewhere], []);
});

test("nothing was thrown outside of a call", () => {
  assert.deepEqual(uncaught, []);
});
