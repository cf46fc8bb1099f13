// A server for the scenarios, whose paths say how it behaves. Runs in Node.
import { once } from "node:events";
import { createServer } from "node:http";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-allow-methods": "*",
  "access-control-expose-headers": "*",
};

/** Starts it on a free port. */
export async function startServer() {
  const seen = new Set();

  const echo = (request, response) => {
    const database = { name: request.headers.authorization };
    response.writeHead(200, { ...CORS, "content-type": "application/json" });
    response.end(JSON.stringify({ databases: [database], database, user: database }));
  };
  const behaviours = {
    hang: () => {},
    cut: (request) => request.socket.resetAndDestroy(),
    half: (_request, response) => {
      response.writeHead(200, { ...CORS, "content-type": "application/json", "content-length": 100 });
      response.write("{");
    },
    "half-cut": (_request, response) => {
      response.writeHead(200, { ...CORS, "content-type": "application/json", "content-length": 100 });
      response.write("{", () => response.socket.resetAndDestroy());
    },
    "once-unavailable": (request, response) => {
      const { authorization } = request.headers;
      if (seen.has(authorization)) {
        echo(request, response);
      } else {
        seen.add(authorization);
        response.writeHead(503, { ...CORS, "retry-after": "0" }).end("{}");
      }
    },
  };

  const server = createServer((request, response) => {
    response.on("error", () => {});
    request.on("error", () => {});
    if (request.method === "OPTIONS") {
      response.writeHead(204, CORS).end();
      return;
    }
    const [, behaviour] = /^\/([\w-]+)/.exec(request.url) ?? [];
    (behaviours[behaviour] ?? echo)(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
