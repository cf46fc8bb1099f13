// A part of the API: quick responses, and one that waits until it is released.
import { once } from "node:events";
import { createServer } from "node:http";

const LIST = "/v2/databases";
const HELD = "/v2/databases/22222222-";
const UNKNOWN = "/v2/databases/00000000-0000-4000-8000-000000000000";

const cluster = {
  id: "11111111-1111-4111-8111-111111111111",
  name: "backend",
  engine: "pg",
  version: "16",
  num_nodes: 1,
  region: "nyc3",
  size: "db-s-1vcpu-1gb",
  status: "online",
  created_at: "2026-01-02T03:04:05Z",
};
const CLUSTER = JSON.stringify({ database: cluster });
const CLUSTERS = JSON.stringify({ databases: Array.from({ length: 4 }, () => cluster), meta: { total: 4 } });
const NOTHING = JSON.stringify({ id: "not_found", message: "The resource you were accessing could not be found." });

/** Some responses wait for `release`, or for `/release`; `/held` says how many, of those whose caller is still there. */
export async function startServer() {
  const held = new Set();
  const release = () => {
    for (const finish of held) {
      finish();
    }
  };
  const server = createServer((request, response) => {
    const answer = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(body);
    const path = request.url.split("?")[0];
    response.setHeader("access-control-allow-origin", "*");
    if (request.method === "OPTIONS") {
      const headers = request.headers["access-control-request-headers"] ?? "";
      response.setHeader("access-control-allow-headers", headers).setHeader("access-control-max-age", 600);
      answer(204);
    } else if (path.startsWith(HELD)) {
      const finish = () => answer(200, CLUSTER);
      held.add(finish);
      response.once("close", () => held.delete(finish));
    } else if (path === "/held") {
      answer(200, String(held.size));
    } else if (path === "/release") {
      release();
      answer(204);
    } else if (path === UNKNOWN) {
      answer(404, NOTHING);
    } else {
      answer(200, path === LIST ? CLUSTERS : CLUSTER);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    release,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
