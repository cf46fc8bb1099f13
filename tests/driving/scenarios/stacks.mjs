// The stack of an error names the function that made the call.
import { BODY, check, clientOf, json, never, outcome, STARTS } from "../support.mjs";

const missing = async () => json({}, 404);
const refusing = () => Promise.reject(new TypeError("no connection"));
const next = { pages: { next: "https://api.digitalocean.com/v2/databases?page=2" } };
/** Answers with a first page, and with a 404 after it. */
const onePage = async (url) => (url.includes("page=2") ? missing() : json({ databases: [{}], links: next }));

/** An async function of the caller, named so that a stack shows it, which awaits what `call` gives. */
async function functionOfTheCaller(call) {
  const result = await call();
  return result;
}

async function iterationOfTheCaller(list) {
  for await (const item of list()) {
    check(item, "an item");
  }
}

async function pagesOfTheCaller(list) {
  for await (const page of list().pages()) {
    check(page, "a page");
  }
}

/** A signal that is aborted by the `fetch` of the call. */
function abortedInFetch() {
  const controller = new AbortController();
  const fetch = () => {
    controller.abort();
    return never();
  };
  return { fetch, signal: controller.signal };
}

const get = (client, options) => client.databases.get("x", options);

/**
 * Calls that fail: the client's options, the call with the caller's function around it, and the code of the error.
 * `isSync` says that the call is refused where it is made, so that every engine sees the caller; `isLater` that it is not
 * the first call that fails.
 */
const FAILURES = {
  "a 404": { options: { fetch: missing }, call: get, code: "not_found" },
  "no connection": { options: { fetch: refusing, maxRetries: 0 }, call: get, code: "connection_failed" },
  "a timeout": { options: { fetch: never, timeout: 5, maxRetries: 0 }, call: get, code: "timeout" },
  "an abort": {
    make: () => {
      const { fetch, signal } = abortedInFetch();
      return { options: { fetch }, call: (client) => get(client, { signal }) };
    },
    code: "aborted",
  },
  "a signal aborted before": {
    options: { fetch: missing },
    call: (client) => get(client, { signal: AbortSignal.abort() }),
    code: "aborted",
  },
  "a body that is not JSON": {
    options: { fetch: async () => new Response("<html>") },
    call: get,
    code: "undecodable",
  },
  "a 503 after retries": {
    options: { fetch: async () => json({}, 503, { "retry-after": "0" }) },
    call: get,
    code: "server_error",
  },
  "a token function that throws": {
    options: {
      fetch: missing,
      token: () => {
        throw new Error("signed out");
      },
    },
    call: get,
    code: "invalid_request",
  },
  "a 404 with hooks and queues": {
    options: { fetch: missing, maxConcurrent: 1, throttle: true, onRequest: () => {}, onResponse: async () => {} },
    call: get,
    code: "not_found",
  },
  "a 404 with a token function and every hook": {
    options: {
      fetch: missing,
      token: async () => "dop_v1_driving_stacks",
      onRequest: () => {},
      onResponse: () => {},
      onRetry: () => {},
      onRateLimit: () => {},
    },
    call: get,
    code: "not_found",
  },
  "a 404 with coalesce": { options: { fetch: missing, coalesce: true }, call: get, code: "not_found" },
  "withResponse()": {
    options: { fetch: missing },
    call: (client) => get(client).withResponse(),
    code: "not_found",
  },
  "a create that a name is taken for": {
    options: { fetch: async () => json({}, 409) },
    call: (client) => client.databases.create({ name: "a-b", engine: "pg", num_nodes: 1, size: "s", region: "r" }),
    code: "name_taken",
  },
  "a lost create": {
    options: { fetch: refusing },
    call: (client) => client.databases.create({ name: "a-b", engine: "pg", num_nodes: 1, size: "s", region: "r" }),
    code: "ambiguous_write",
  },
  "client.request()": {
    options: { fetch: missing },
    call: (client) => client.request("GET", "/v2/account"),
    code: "not_found",
  },
  "a list": { options: { fetch: missing }, call: (client) => client.databases.list(), code: "not_found" },
  "the second page, of an iteration": {
    options: { fetch: onePage },
    call: (client) => iterationOfTheCaller(() => client.databases.list()),
    caller: "iterationOfTheCaller",
    code: "not_found",
    isLater: true,
  },
  "the second page, of pages()": {
    options: { fetch: onePage },
    call: (client) => pagesOfTheCaller(() => client.databases.list()),
    caller: "pagesOfTheCaller",
    code: "not_found",
    isLater: true,
  },
  "the second page, of all()": {
    options: { fetch: onePage },
    call: (client) => client.databases.list().all(),
    code: "not_found",
    isLater: true,
  },
  "the second page, of getNextPage()": {
    options: { fetch: onePage },
    call: async (client) => {
      const page = await client.databases.list();
      return functionOfTheCaller(() => page.getNextPage());
    },
    code: "not_found",
    isLater: true,
  },
  "a refused body": {
    options: { fetch: async () => json(BODY) },
    call: (client) => client.databases.create({ name: 7 }),
    code: "invalid_request",
    isSync: true,
  },
  "a refused id": {
    options: { fetch: async () => json(BODY) },
    call: (client) => client.databases.get(7),
    code: "invalid_request",
    isSync: true,
  },
  "a refused path of client.request()": {
    options: { fetch: async () => json(BODY) },
    call: (client) => client.request("GET", 7),
    code: "invalid_request",
    isSync: true,
  },
  "a refused option": {
    options: { fetch: async () => json(BODY) },
    call: (client) => get(client, { timeout: "soon" }),
    code: "invalid_request",
    isSync: true,
  },
};

export const stacks = Object.entries(FAILURES).flatMap(([failure, { isSync, isLater, code, caller, make, ...fixed }]) =>
  Object.keys(STARTS).map((start) => ({
    name: `stacks: ${failure}, ${start}`,
    // The first call knows its caller without the engine, because it can take the time.
    needs: [isSync || (start === "cold" && !isLater) ? "stacks" : "async stacks"],
    run: async (platform) => {
      const library = await STARTS[start](platform);
      const { options, call } = make?.() ?? fixed;
      const client = clientOf(library, options);
      const { reason } = await outcome(functionOfTheCaller(() => call(client)));
      check(reason?.code === code, `it fails for ${code}, not for ${reason?.code}: ${reason?.message}`);
      const name = caller ?? "functionOfTheCaller";
      check(reason.stack.includes(name), `the stack names ${name}:\n${reason.stack}`);
    },
  })),
);
