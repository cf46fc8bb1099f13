// A worker that runs the scenarios, and one with clients that all of its requests share.
import { AsyncLocalStorage } from "node:async_hooks";
import { drive } from "./driving/scenarios.mjs";
import { onUnhandled } from "./driving/web.mjs";
import * as library from "./library.mjs";

let copies = 0;
function fresh() {
  copies += 1;
  return import(`./copies/${copies}.mjs`);
}

/** Clients by the name of a queue, made with the module. The server is known to the first request only. */
const OPTIONS = {
  plain: {},
  maxConcurrent: { maxConcurrent: 1 },
  throttle: { throttle: true },
  users: {},
  coalesce: { coalesce: true },
  all: { maxConcurrent: 1, throttle: true, coalesce: true, onRequest: () => {}, onResponse: () => {} },
};

let server;
/** Longer than any answer takes here, and short enough to wait for. */
const TIMEOUT = 3_000;

const clients = Object.fromEntries(
  Object.entries(OPTIONS).map(([name, options]) => [
    name,
    new library.DigitalOcean({
      token: () => "dop_v1_driving_worker",
      fetch: (url, init) => fetch(url.replace("https://api.digitalocean.com", server), init),
      timeout: TIMEOUT,
      maxRetries: 0,
      ...options,
    }),
  ]),
);

/** Makes a call whose path, and so what the server does with it, is `id`. */
function call(queue, id) {
  const { databases } = clients[queue];
  return queue === "users" ? databases.users.create("one-cluster", { name: id }) : databases.get(id);
}

export default {
  async fetch(request) {
    const given = new URL(request.url).searchParams;
    server = given.get("api");
    try {
      if (given.has("means")) {
        const platform = { fresh, AsyncLocalStorage, onUnhandled, server };
        return Response.json(await drive(platform, given.get("means").split(",")));
      }
      const calling = call(given.get("queue"), given.get("id"));
      // Says that the call is under way.
      const announced = fetch(`${server}/announce/${given.get("request")}`);
      const result = await calling;
      await announced;
      return Response.json({ result });
    } catch (error) {
      return Response.json({ error: `${error?.name} ${error?.code}: ${error?.message}` });
    }
  },
};
