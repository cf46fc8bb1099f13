// The API behind the worker: it holds what it is asked for first under an id that begins with "held".
import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

const HOUR = 3_600;

/** Something that happens once. */
function event() {
  let happen;
  const happened = new Promise((resolve) => {
    happen = resolve;
  });
  return { happen, happened };
}

/**
 * Starts it. `of(id)` is what it knows of an id: events of its arrival and its end, how many requests came, and
 * `release`, which answers the one that is held. `announced(request)` resolves when the worker said so.
 */
export async function startApi() {
  const ids = new Map();
  const requests = new Map();
  const of = (id) => {
    if (!ids.has(id)) {
      ids.set(id, { arrived: event(), closed: event(), released: event(), count: 0 });
    }
    return ids.get(id);
  };
  const announcement = (request) => {
    if (!requests.has(request)) {
      requests.set(request, event());
    }
    return requests.get(request);
  };

  const server = createServer(async (request, response) => {
    request.on("error", () => {});
    response.on("error", () => {});
    const [, name] = /^\/announce\/(.+)$/.exec(request.url) ?? [];
    if (name) {
      announcement(name).happen();
      response.end("{}");
      return;
    }
    const id = request.method === "POST" ? (await json(request)).name : request.url.split("/").at(-1);
    const known = of(id);
    known.count += 1;
    response.on("close", () => known.closed.happen());
    known.arrived.happen();
    if (id.startsWith("held") && known.count === 1) {
      await known.released.happened;
    }
    // One request is left, so that `throttle` lets one through at a time.
    response.writeHead(200, {
      "content-type": "application/json",
      "ratelimit-limit": "5000",
      "ratelimit-remaining": "1",
      "ratelimit-reset": String(Math.ceil(Date.now() / 1000) + HOUR),
    });
    response.end(JSON.stringify({ database: { id }, user: { name: id } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    of,
    announced: (request) => announcement(request).happened,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
