// Calls as promises, lists as iterables, and what they leave behind.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { AbortError, APIPromise, DecodeError, DigitalOcean, NotFoundError, Page, PagePromise } from "digitalocean-wasm";
import { ANY, answer } from "../support/answers.mjs";
import { runModule } from "../support/child.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection, settled } from "../support/settled.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TOKEN = "dop_v1_promises";

let recorder;
let client;

before(async () => {
  recorder = await startRecorder();
  client = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url });
});
beforeEach(() => {
  recorder.requests.splice(0);
  recorder.answer = ANY;
});
after(() => recorder.stop());

const parameters = (request) => Object.fromEntries(new URLSearchParams(request.query));

/** Answers with pages of two manifests, named by number, until there are `total`. */
function pages(total, link = (page) => `https://api.digitalocean.com/v2/whatever?page=${page}&per_page=2`) {
  recorder.answer = (request, response) => {
    const page = Number(parameters(request).page ?? 1);
    const manifests = [page * 2 - 1, page * 2].filter((number) => number <= total);
    const links = page * 2 < total ? { pages: { next: link(page + 1) } } : undefined;
    answer(200, { manifests, meta: { total }, links })(request, response);
  };
}

const list = (query, options) => client.registry.manifests.list("example", "web", query, options);

async function all(iterable) {
  const items = [];
  for await (const item of iterable) {
    items.push(item);
  }
  return items;
}

test("a call is a promise, and is sent without being awaited", async () => {
  const arrived = new Promise((resolve) => {
    recorder.answer = (request, response) => {
      resolve();
      ANY(request, response);
    };
  });
  const call = client.databases.get("x");
  assert.ok(call instanceof Promise);
  assert.ok(call instanceof APIPromise);
  assert.ok(!(call instanceof PagePromise));
  await settled(arrived);
  assert.deepEqual(await call, {});
  assert.deepEqual(await call, {});
  assert.equal(recorder.requests.length, 1);
});

test("a list is a promise of a page", async () => {
  const call = client.databases.list();
  assert.ok(call instanceof PagePromise);
  assert.ok(call instanceof APIPromise);
  assert.ok((await call) instanceof Page);
});

test("then, catch and finally are those of a promise", async () => {
  recorder.answer = answer(200, { database: { id: "a" } });
  const call = client.databases.get("x");
  assert.equal(await call.then(({ id }) => id), "a");
  assert.deepEqual(await call.then(), { id: "a" });
  assert.deepEqual(await call.catch(() => "caught"), { id: "a" });
  const order = [];
  assert.deepEqual(await call.finally(() => order.push("finally")), { id: "a" });
  assert.deepEqual(order, ["finally"]);
  const thrown = new Error("from finally");
  assert.equal(await rejection(call.finally(() => Promise.reject(thrown))), thrown);
  for (const derived of [call.then(), call.catch(), call.finally()]) {
    assert.ok(derived instanceof Promise);
    assert.ok(!(derived instanceof APIPromise));
    await derived;
  }
});

test("then, catch and finally of a call that fails", async () => {
  recorder.answer = answer(404, {});
  const call = client.databases.get("x");
  const error = await call.catch((reason) => reason);
  assert.equal(error.constructor, NotFoundError);
  assert.equal(await call.then(undefined, (reason) => reason), error);
  assert.equal(await rejection(call.then(() => assert.fail("it did not resolve"))), error);
  let asked = 0;
  assert.equal(await rejection(call.finally((...given) => (asked += 1 + given.length))), error);
  assert.equal(asked, 1);
  assert.equal(await call.then(undefined, () => "handled"), "handled");
});

test("calls go into Promise.all, race and allSettled, and come out of async functions", async () => {
  recorder.answer = (request, response) => {
    const id = request.path.split("/").at(-1);
    answer(id === "gone" ? 404 : 200, { database: { id } })(request, response);
  };
  const get = (id) => client.databases.get(id);
  assert.deepEqual(await Promise.all([get("a"), get("b"), 3]), [{ id: "a" }, { id: "b" }, 3]);
  const [kept, gone] = await Promise.allSettled([get("a"), get("gone")]);
  assert.deepEqual(kept.value, { id: "a" });
  assert.equal(gone.reason.constructor, NotFoundError);
  assert.deepEqual(await Promise.race([get("a")]), { id: "a" });
  assert.deepEqual(await Promise.any([get("gone"), get("a")]), { id: "a" });
  assert.deepEqual(await (async () => get("a"))(), { id: "a" });
  assert.deepEqual(await Promise.resolve(get("a")), { id: "a" });
  assert.deepEqual(await new Promise((resolve) => resolve(get("a"))), { id: "a" });
});

test("withResponse tells status, headers, request id and attempts of the same call", async () => {
  recorder.answer = answer(201, { database: { id: "a" } }, { "x-request-id": "r", "x-other": "o" });
  const call = client.databases.get("x");
  const { data, response } = await call.withResponse();
  assert.deepEqual(data, { id: "a" });
  assert.equal(await call, data);
  assert.equal(response.status, 201);
  assert.equal(response.requestId, "r");
  assert.equal(response.headers.get("X-Other"), "o");
  assert.equal(response.attempts, 1);
  assert.equal(response.rateLimit, undefined);
  assert.equal(recorder.requests.length, 1);
});

test("withResponse of a list has the page, and one without a body undefined", async () => {
  pages(3);
  const { data, response } = await list().withResponse();
  assert.ok(data instanceof Page);
  assert.deepEqual(data.data, [1, 2]);
  assert.equal(response.status, 200);
  recorder.answer = answer(204);
  assert.equal((await client.databases.delete("x").withResponse()).data, undefined);
});

test("the rate limit is part of the response when it is known", async () => {
  const given = { "ratelimit-limit": "5000", "ratelimit-remaining": "4816", "ratelimit-reset": "1444931833" };
  const rateLimitOf = async (headers) => {
    recorder.answer = answer(200, { database: {} }, headers);
    return (await client.databases.get("x").withResponse()).response.rateLimit;
  };
  const { limit, remaining, reset } = await rateLimitOf(given);
  assert.deepEqual([limit, remaining, reset], [5000, 4816, new Date("2015-10-15T17:57:13Z")]);
  assert.equal((await rateLimitOf({ ...given, "ratelimit-remaining": "0" })).remaining, 0);
  assert.equal(await rateLimitOf({}), undefined);
  for (const name of Object.keys(given)) {
    for (const value of [undefined, "", "soon"]) {
      const headers = { ...given, [name]: value };
      if (value === undefined) {
        delete headers[name];
      }
      const partly = await rateLimitOf(headers);
      const values = partly === undefined ? [] : [partly.limit, partly.remaining, partly.reset.getTime()];
      assert.ok(!values.some(Number.isNaN), `${name}: ${value} gives ${values}`);
      assert.equal(partly, undefined, `${name}: ${JSON.stringify(value)}`);
    }
  }
});

test("rejections are reported once when nobody handles them, and never when somebody does", async () => {
  const { code, stdout, stderr } = await runModule(
    `import { DigitalOcean } from "digitalocean-wasm";
    const client = new DigitalOcean({ token: "x", fetch: async () => new Response("{}", { status: 404 }) });
    let unhandled = 0;
    process.on("unhandledRejection", () => (unhandled += 1));
    const call = () => client.databases.list();
    const quiet = () => {};
    const cases = {
      ignored: () => { call(); },
      "then without a handler": () => { call().then(quiet); },
      "finally without a handler": () => { call().finally(quiet); },
      "withResponse, ignored": () => { call().withResponse(); },
      "withResponse, handled": () => call().withResponse().catch(quiet),
      caught: () => call().catch(quiet),
      "then with a handler": () => call().then(quiet, quiet),
      "finally, caught": () => call().finally(quiet).catch(quiet),
      awaited: async () => { try { await call(); } catch {} },
      both: async () => { const one = call(); try { await one.withResponse(); } catch {} try { await one; } catch {} },
      "Promise.all": () => Promise.all([call(), call()]).catch(quiet),
      iterated: async () => { try { for await (const _ of call()); } catch {} },
    };
    const counts = {};
    for (const [name, run] of Object.entries(cases)) {
      unhandled = 0;
      await run();
      // The reports come once the calls have ended, which another call's end does not precede.
      await call().catch(quiet);
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      counts[name] = unhandled;
    }
    console.log(JSON.stringify(counts));`,
    HERE,
  );
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), {
    ignored: 1,
    "then without a handler": 1,
    "finally without a handler": 1,
    "withResponse, ignored": 1,
    "withResponse, handled": 0,
    caught: 0,
    "then with a handler": 0,
    "finally, caught": 0,
    awaited: 0,
    both: 0,
    "Promise.all": 0,
    iterated: 0,
  });
});

test("a list is iterated with and without await, as a whole or from a page", async () => {
  pages(5);
  assert.deepEqual(await all(list()), [1, 2, 3, 4, 5]);
  assert.deepEqual(await all(await list()), [1, 2, 3, 4, 5]);
  assert.deepEqual(await all(list({ page: 2 })), [3, 4, 5]);
  assert.deepEqual(await all(await (await list()).getNextPage()), [3, 4, 5]);
  assert.equal(recorder.requests.length, 3 + 3 + 2 + 3);
});

test("a list that is iterated twice gives the same twice", async () => {
  pages(3);
  const call = list();
  assert.deepEqual(await all(call), [1, 2, 3]);
  assert.deepEqual(await all(call), [1, 2, 3]);
  assert.equal(recorder.requests.length, 3);
});

test("a page is fetched only when its items are needed", async () => {
  pages(6);
  const seen = [];
  for await (const item of list()) {
    seen.push([item, recorder.requests.length]);
    if (item === 4) {
      break;
    }
  }
  assert.deepEqual(seen, [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
  ]);
  // Another call has ended since, and no other request was made.
  await client.databases.list().catch(() => {});
  assert.equal(recorder.requests.length, 3);
});

test("an error on a later page ends the iteration after the items before it", async () => {
  pages(6);
  const { answer: paged } = recorder;
  recorder.answer = (request, response) =>
    (parameters(request).page === "2" ? answer(404, {}) : paged)(request, response);
  const seen = [];
  const error = await rejection(
    (async () => {
      for await (const item of list()) {
        seen.push(item);
      }
    })(),
  );
  assert.deepEqual(seen, [1, 2]);
  assert.equal(error.constructor, NotFoundError);
});

test("pages know their neighbour and what the API says of the list", async () => {
  pages(3);
  const first = await list();
  assert.deepEqual(first.data, [1, 2]);
  assert.deepEqual(first.meta, { total: 3 });
  assert.deepEqual(first.next, { page: 2, per_page: 2 });
  assert.equal(first.hasNextPage(), true);
  const last = await first.getNextPage();
  assert.ok(last instanceof Page);
  assert.deepEqual(last.data, [3]);
  assert.equal(last.next, undefined);
  assert.equal(last.hasNextPage(), false);
  assert.equal(last.getNextPage(), undefined);
  assert.equal(await last.getNextPage(), undefined);
});

test("a list goes on from a stored page.next", async () => {
  pages(5);
  const { next } = await list();
  const stored = JSON.stringify(next);
  const another = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url });
  const resumed = another.registry.manifests.list("example", "web", JSON.parse(stored));
  assert.deepEqual(await all(resumed), [3, 4, 5]);
});

test("query and options go along to every page", async () => {
  pages(5, (page) => `/v2/x?page=${page}`);
  await all(list({ per_page: 2, filter: "a&b" }, { headers: { "x-mine": "1" } }));
  assert.deepEqual(recorder.requests.map(parameters), [
    { per_page: "2", filter: "a&b" },
    { per_page: "2", filter: "a&b", page: "2" },
    { per_page: "2", filter: "a&b", page: "3" },
  ]);
  assert.deepEqual(
    recorder.requests.map(({ headers }) => headers["x-mine"]),
    ["1", "1", "1"],
  );
});

test("a page gets the next one with the options of its list, or with others", async () => {
  pages(6);
  const page = await list({}, { headers: { "x-mine": "list" } });
  await page.getNextPage();
  await page.getNextPage({ headers: { "x-mine": "page" } });
  const error = await rejection(page.getNextPage({ signal: AbortSignal.abort() }));
  assert.equal(error.constructor, AbortError);
  assert.deepEqual(
    recorder.requests.map(({ headers }) => headers["x-mine"]),
    ["list", "list", "page"],
  );
});

test("a signal ends an iteration between pages", async () => {
  pages(6);
  const controller = new AbortController();
  const seen = [];
  const error = await rejection(
    (async () => {
      for await (const item of list({}, { signal: controller.signal })) {
        seen.push(item);
        if (item === 2) {
          controller.abort("enough");
        }
      }
    })(),
  );
  assert.deepEqual(seen, [1, 2]);
  assert.equal(error.constructor, AbortError);
  assert.equal(error.cause, "enough");
  assert.equal(recorder.requests.length, 1);
});

test("only parameters are taken from a link, never its host or path", async (t) => {
  const other = await startRecorder();
  t.after(other.stop);
  pages(3, (page) => `${other.url}/v2/other?page=${page}&page_token=a%2Bb%3D#fragment`);
  assert.deepEqual(await all(list()), [1, 2, 3]);
  assert.deepEqual(other.requests, []);
  assert.deepEqual(
    recorder.requests.map(({ path }) => path),
    Array(2).fill("/v2/registry/example/repositories/web/digests"),
  );
  assert.deepEqual(parameters(recorder.requests[1]), { page: "2", page_token: "a+b=" });
});

test("links that name no page end the list", async () => {
  for (const links of [
    undefined,
    null,
    {},
    [],
    "x",
    { pages: null },
    { pages: {} },
    { pages: { next: null } },
    { pages: { next: "" } },
    { pages: { next: 2 } },
    { pages: { next: "https://example.com/" } },
    { pages: { next: "?" } },
    { pages: { last: "?page=9" } },
  ]) {
    recorder.answer = answer(200, { manifests: [1], links });
    const page = await list();
    assert.equal(page.hasNextPage(), false, JSON.stringify(links));
    assert.deepEqual(await all(page), [1]);
  }
});

for (const [name, link] of [
  ["the page it is", () => "/?page=1"],
  ["the same page again and again", () => "/?page=2"],
  ["two pages in turn", (page) => `/?page=${page === 2 ? 3 : 2}`],
]) {
  test(`a server that names ${name} as the next is not followed for ever`, async () => {
    recorder.answer = (request, response) => {
      const page = Number(parameters(request).page ?? 1);
      answer(200, { manifests: [page], links: { pages: { next: link(page) } } })(request, response);
    };
    const error = await rejection(all(list()));
    assert.equal(error.constructor, DecodeError);
    assert.equal(error.code, "undecodable");
    assert.match(error.message, /same.*page/);
    assert.ok(recorder.requests.length <= 4);
  });
}

test("the error of a list that goes in circles names the call", async () => {
  recorder.answer = answer(200, { manifests: [1], links: { pages: { next: "/?page=2" } } });
  assert.equal((await rejection(all(list()))).operation, "registry.manifests.list");
});

test("two hundred calls at once each get their own response", async () => {
  const open = [];
  recorder.answer = (request, response) => {
    open.push(() => answer(200, { database: { id: request.path.split("/").at(-1) } })(request, response));
    if (open.length === 200) {
      // The last request gets its response first.
      for (const respond of open.reverse()) {
        respond();
      }
    }
  };
  const ids = Array.from({ length: 200 }, (_, index) => `id-${index}`);
  const clusters = await settled(Promise.all(ids.map((id) => client.databases.get(id))));
  assert.deepEqual(
    clusters.map(({ id }) => id),
    ids,
  );
});

test("aborting one of many calls ends that one, at the server too", async () => {
  const controllers = Array.from({ length: 5 }, () => new AbortController());
  const open = [];
  const closed = new Promise((resolve) => {
    recorder.answer = (request, response) => {
      open.push({ request, response });
      response.on("close", () => !response.writableEnded && resolve(request.path));
      if (open.length === 5) {
        controllers[2].abort("this one");
      }
    };
  });
  const calls = controllers.map(({ signal }, index) => client.databases.get(`${index}`, { signal }));
  const error = await rejection(calls[2]);
  assert.equal(error.constructor, AbortError);
  assert.equal(await settled(closed), "/v2/databases/2");
  for (const { request, response } of open.filter(({ request }) => !request.path.endsWith("/2"))) {
    answer(200, { database: { id: request.path } })(request, response);
  }
  const rest = await settled(Promise.all(calls.filter((_, index) => index !== 2)));
  assert.deepEqual(
    rest.map(({ id }) => id),
    ["0", "1", "3", "4"].map((id) => `/v2/databases/${id}`),
  );
});

test("one signal ends all the calls it was given to", async () => {
  const controller = new AbortController();
  let open = 0;
  recorder.answer = () => {
    open += 1;
    if (open === 3) {
      controller.abort();
    }
  };
  const calls = ["a", "b", "c"].map((id) => client.databases.get(id, { signal: controller.signal }));
  for (const call of calls) {
    assert.equal((await rejection(call)).constructor, AbortError);
  }
});

test("AbortSignal.timeout and AbortSignal.any work", async () => {
  recorder.answer = () => {};
  const signal = AbortSignal.any([AbortSignal.timeout(5), new AbortController().signal]);
  const error = await rejection(client.databases.get("x", { signal }));
  assert.equal(error.constructor, AbortError);
  assert.equal(error.cause.name, "TimeoutError");
});

/** However a call ends: what the recorder does, and the call's options. */
const ENDINGS = [
  ["well", ANY, {}],
  ["in a refusal", answer(404, {}), {}],
  ["in a body that cannot be read", answer(200, "{"), {}],
  ["in a closed connection", (_request, response) => response.destroy(), {}],
  ["in a time-out", () => {}, { timeout: 5 }],
];

for (const [name, how, options] of ENDINGS) {
  test(`a call that ends ${name} no longer listens to its signal`, async () => {
    const { signal } = new AbortController();
    let inFlight;
    recorder.answer = how;
    const counting = (url, init) => {
      inFlight = getEventListeners(signal, "abort").length;
      return fetch(url, init);
    };
    const client = new DigitalOcean({ token: TOKEN, baseUrl: recorder.url, fetch: counting });
    await settled(client.databases.get("x", { ...options, signal }).catch(() => {}));
    assert.equal(inFlight, 1);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
}

test("an aborted call no longer listens to its signal", async () => {
  const controller = new AbortController();
  recorder.answer = () => controller.abort();
  await rejection(client.databases.get("x", { signal: controller.signal }));
  assert.equal(getEventListeners(controller.signal, "abort").length, 0);
});

/** Runs `call` with the platform's timers watched; how many of `milliseconds` were set, and how many are left. */
async function timers(milliseconds, call) {
  const original = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const left = new Set();
  let set = 0;
  globalThis.setTimeout = (callback, delay, ...rest) => {
    const timer = original.setTimeout(callback, delay, ...rest);
    if (delay === milliseconds) {
      set += 1;
      left.add(timer);
    }
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    left.delete(timer);
    original.clearTimeout(timer);
  };
  try {
    await settled(call().catch(() => {}));
  } finally {
    Object.assign(globalThis, original);
  }
  return { set, left: left.size };
}

test("timers are cleared however a call ends", async () => {
  const controller = new AbortController();
  for (const [name, how, options] of [
    ...ENDINGS.slice(0, -1),
    ["aborted", () => controller.abort(), { signal: controller.signal }],
  ]) {
    recorder.answer = how;
    const call = () => client.databases.get("x", { ...options, timeout: 54_321, maxRetries: 0 });
    assert.deepEqual(await timers(54_321, call), { set: 1, left: 0 }, name);
  }
});

test("a call that is refused before it is sent sets no timer, nor does one without a time-out", async () => {
  assert.deepEqual(await timers(54_321, () => client.databases.get("", { timeout: 54_321 })), { set: 0, left: 0 });
  const signal = AbortSignal.abort();
  assert.deepEqual(await timers(54_321, () => client.databases.get("x", { signal, timeout: 54_321 })), {
    set: 0,
    left: 0,
  });
  assert.deepEqual(await timers(30_000, () => client.databases.get("x", { timeout: 0 })), { set: 0, left: 0 });
  assert.deepEqual(await timers(30_000, () => client.databases.get("x")), { set: 1, left: 0 });
});

test("methods work without their object", async () => {
  const { get } = client.databases;
  const { list } = client.registry.manifests;
  const { request } = client;
  assert.deepEqual(await get("x"), {});
  assert.deepEqual(await all(list("a", "b")), []);
  assert.ok("databases" in (await request("GET", "/v2/x")));
});

test("nothing of the client shows its token", async () => {
  await client.databases.list();
  const shown = [];
  const visit = (value) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || shown.includes(value)) {
      assert.notEqual(value, TOKEN);
      return;
    }
    shown.push(value);
    for (const key of Reflect.ownKeys(value)) {
      visit(value[key]);
    }
  };
  visit(client);
  assert.ok(shown.length > 13);
  assert.ok(!JSON.stringify(client).includes(TOKEN));
});
