// A server that fails in the way its clients ask for, by the first segment of the path: `/503x2/some-key/v2/…` fails
// twice with a 503 and then responds. It is in the URL, so that a page of a browser can ask for it too.
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createRawServer } from "node:net";
import { EVERY } from "./answers.mjs";

const PAST = "Thu, 01 Jan 2015 00:00:00 GMT";
const HTML = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

/** Headers that a page may send; any other fails its preflight. */
export const ALLOWED = "authorization,content-type";
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": ALLOWED,
  // Engines resend a request by themselves if a kept connection turns out to be closed.
  connection: "close",
};

/** Responds with a status; `headers` are given the time, in milliseconds. */
const status =
  (code, headers = () => ({})) =>
  (response) => {
    const now = Date.now();
    // Node's own date is now and then a second behind the clock, and hints are compared with it.
    const own = { date: dateIn(now, 0), ...headers(now) };
    write(response, code, { id: "fault", message: `this is ${code}` }, own);
  };
const dateIn = (now, seconds) => new Date(now + seconds * 1000).toUTCString();
const resetIn = (now, seconds) => String(Math.floor(now / 1000) + seconds);

/** Faults by name, given the response; a name that is a status makes a response of it. */
const FAULTS = {
  read: (response) => response.socket.resetAndDestroy(),
  hang: () => {},
  drip: (response) => {
    response.writeHead(200, { ...response.cors, "content-type": "application/json", "content-length": 100_000 });
    const timer = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(timer));
  },
  short: (response) => {
    response.writeHead(200, { ...response.cors, "content-type": "application/json", "content-length": 100_000 });
    response.write('{"database":{', () => response.socket.end());
  },
  "wrong-json": (response) => write(response, 200, '{"database":'),
  "wrong-shape": (response) => write(response, 200, [1]),
  "html-200": (response) => write(response, 200, HTML, { "content-type": "text/html" }),
  "html-502": (response) => write(response, 502, HTML, { "content-type": "text/html" }),
  "html-404": (response) => write(response, 404, HTML, { "content-type": "text/html" }),
  "429-seconds": status(429, () => ({ "retry-after": "0" })),
  "429-date": status(429, () => ({ "retry-after": PAST })),
  "429-reset": status(429, (now) => ({ "ratelimit-reset": resetIn(now, -1) })),
  "429-late-seconds": status(429, () => ({ "retry-after": "61" })),
  "429-late-date": status(429, (now) => ({ "retry-after": dateIn(now, 65) })),
  "429-late-reset": status(429, (now) => ({ "ratelimit-reset": resetIn(now, 65) })),
  "503-seconds": status(503, () => ({ "retry-after": "0" })),
  "503-late-seconds": status(503, () => ({ "retry-after": "61" })),
};

function write(response, code, body, headers = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(code, { "content-type": "application/json", ...response.cors, ...headers }).end(text);
}

const listen = async (server) => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}`;
};

/**
 * Starts it. `at(fault, key)` is a base URL, below `url`; `requests(key)` is what reached it: method and path of each, preflights
 * apart. `preflights` is what those asked for. `elsewhere` is what reached the origin that redirects name.
 *
 * Two faults come without a response: `unread` closes each connection before it reads anything, and counts
 * connections; at `refused` nothing listens. With `expose`, a page may read the retry hints.
 */
export async function startFaults({ expose = false } = {}) {
  const cors = { ...CORS, ...(expose ? { "access-control-expose-headers": "retry-after, ratelimit-reset" } : {}) };
  const seen = new Map();
  const servers = [];
  const elsewhere = [];
  const preflights = [];
  const requests = (key) => {
    if (!seen.has(key)) {
      seen.set(key, []);
    }
    return seen.get(key);
  };

  const other = createServer(({ method, url, headers }, response) => {
    elsewhere.push({ method, url, authorization: headers.authorization });
    response.writeHead(200, cors).end("{}");
  });
  const otherUrl = await listen(other);

  const server = createServer(async (request, response) => {
    response.cors = cors;
    response.on("error", () => {});
    const { method, headers } = request;
    const [, fault, times = "Infinity", key, path] = /^\/([\w-]+?)(?:x(\d+))?\/([^/]+)(\/.*)$/.exec(request.url) ?? [];
    if (method === "OPTIONS") {
      preflights.push({
        method: headers["access-control-request-method"],
        headers: headers["access-control-request-headers"],
      });
      response.writeHead(204, cors).end();
      return;
    }
    const reached = requests(key);
    reached.push({ method, path, headers });
    const isFaulty = reached.length <= Number(times);
    request.on("error", () => {});
    await request.resume().toArray();
    if (!isFaulty) {
      write(response, 200, EVERY);
    } else if (FAULTS[fault]) {
      FAULTS[fault](response);
    } else {
      const isRedirect = fault.startsWith("3");
      const location = `${otherUrl}${path}`;
      status(Number(fault), () => (isRedirect ? { location } : {}))(response);
    }
  });
  const url = await listen(server);
  servers.push(server, other);

  /** A server of its own, since a connection that is not read names no path. */
  const raw = async (key, isOpen) => {
    const server = createRawServer((socket) => {
      requests(key).push({});
      socket.resetAndDestroy();
    });
    const url = await listen(server);
    if (isOpen) {
      servers.push(server);
    } else {
      server.close();
      await once(server, "close");
    }
    return url;
  };
  return {
    url,
    elsewhere,
    preflights,
    requests,
    at: async (fault, key) =>
      fault === "unread" || fault === "refused" ? raw(key, fault === "unread") : `${url}/${fault}/${key}`,
    stop: () => {
      for (const server of servers) {
        server.closeAllConnections?.();
        server.close();
      }
    },
  };
}
