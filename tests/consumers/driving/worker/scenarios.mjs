// A client that all requests of a worker share: one request that ends early hangs no other.
import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { check, equal } from "../../../driving/support.mjs";

/** Milliseconds after which an answer counts as none. The worker's client times out long before. */
const PATIENCE = 40_000;

async function within(promise, claim) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not so: ${claim}`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

let requests = 0;

/**
 * Asks the worker for a call. `kill` resets the connection, upon which workerd ends the request and all that it does;
 * a connection that is merely closed, as by `dispatchFetch` with a signal, it does not notice.
 */
function ask({ url, api }, queue, id) {
  requests += 1;
  const number = String(requests);
  const asked = request(new URL(`/?${new URLSearchParams({ api: api.url, queue, id, request: number })}`, url), {
    agent: false,
  });
  const answer = new Promise((resolve, reject) => {
    asked.on("error", reject);
    asked.on("response", async (response) => {
      try {
        const body = await text(response);
        const { statusCode } = response;
        check(statusCode === 200, `the worker answers with 200, not with ${statusCode}: ${body.slice(0, 200)}`);
        resolve(JSON.parse(body));
      } catch (error) {
        reject(error);
      }
    });
  });
  answer.catch(() => {});
  asked.end();
  const kill = () => asked.socket.resetAndDestroy();
  return { answer, announced: api.announced(number), isSent: once(asked, "finish"), kill };
}

async function isAnswered({ answer }, claim) {
  const { result, error } = await within(answer, claim);
  check(result !== undefined, `${claim}; it got ${error}`);
  return result;
}

async function begin(runtime, queue, start) {
  if (start === "warm") {
    await isAnswered(ask(runtime, queue, "first"), "a request before is answered");
  }
}

/** Calls answered for several requests at once. */
async function atOnce(runtime, queue, start) {
  await begin(runtime, queue, start);
  const asked = ["a", "b", "c", "a", "b"].map((id) => ask(runtime, queue, id));
  for (const [index, request] of asked.entries()) {
    await isAnswered(request, `request ${index + 1} of five at once is answered`);
  }
}

/** One of several requests ends as soon as it has begun. */
async function oneEndsAtOnce(runtime, queue, start) {
  await begin(runtime, queue, start);
  const asked = ["a", "a", "b", "a"].map((id) => ask(runtime, queue, id));
  await within(asked[0].isSent, "the request that will end is sent");
  asked[0].kill();
  for (const [index, request] of asked.slice(1).entries()) {
    await isAnswered(request, `request ${index + 2} of four at once is answered`);
  }
  await isAnswered(ask(runtime, queue, "later"), "a later request is answered");
}

/** A request ends while its call is under way; another waits for its slot, or shares its call. */
async function oneEndsUnderWay(runtime, queue, start) {
  const { api } = runtime;
  await begin(runtime, queue, start);
  const held = api.of("held");
  const ending = ask(runtime, queue, "held");
  await within(held.arrived.happened, "the call of the request that will end is sent");
  const shares = ["coalesce", "all"].includes(queue);
  const waiting = ask(runtime, queue, shares ? "held" : "waiting");
  await within(waiting.announced, "the other request is under way");
  ending.kill();
  await within(held.closed.happened, "the request ends, and its call with it");
  await isAnswered(waiting, "the request that waited is answered");
  if (shares) {
    equal(held.count, 2, "the shared call is started anew");
  }
  await isAnswered(ask(runtime, queue, "later"), "a later request is answered");
  await isAnswered(ask(runtime, queue, "held"), "a later request for the same is answered");
}

/** A request ends while its call waits for a slot. */
async function oneEndsInTheQueue(runtime, queue, start) {
  const { api } = runtime;
  await begin(runtime, queue, start);
  const held = api.of("held");
  const holding = ask(runtime, queue, "held");
  await within(held.arrived.happened, "the first call is sent");
  const ending = ask(runtime, queue, "ending");
  const waiting = ask(runtime, queue, "waiting");
  await within(Promise.all([ending.announced, waiting.announced]), "both others are under way");
  ending.kill();
  held.released.happen();
  await isAnswered(holding, "the request that holds the slot is answered");
  await isAnswered(waiting, "the request that waited longer is answered");
  await isAnswered(ask(runtime, queue, "later"), "a later request is answered");
}

const KINDS = {
  "requests at once": atOnce,
  "a request that ends at once": oneEndsAtOnce,
  "a request that ends while its call is under way": oneEndsUnderWay,
  "a request that ends in the queue": oneEndsInTheQueue,
};
const QUEUES = ["plain", "maxConcurrent", "throttle", "users", "coalesce", "all"];

/** The scenarios; `run` takes a runtime that has served no request: its URL and the API behind it. */
export const workers = QUEUES.flatMap((queue) =>
  Object.entries(KINDS).flatMap(([kind, run]) =>
    ["cold", "warm"].map((start) => ({
      name: `workers: ${queue}, ${kind}, ${start}`,
      run: (runtime) => run(runtime, queue, start),
    })),
  ),
);
