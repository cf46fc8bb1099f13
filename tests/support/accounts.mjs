// A server that keeps clusters by token, and loses responses.
import { once } from "node:events";
import { createServer } from "node:http";

/** Numbers from 0 to 1 that are the same in every run. */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Starts it. `fate(body)` says of a create whether its response is lost `"before"` the cluster is made or `"after"`, or
 * not at all. `made` and `asked` are, for each name, how often a cluster of it was made and asked for. A cluster whose
 * answer was lost is listed from the `hidden(body)`-th list after that on.
 */
export async function startAccounts({ fate = () => undefined, hidden = () => 0 } = {}) {
  const accounts = new Map();
  const made = new Map();
  const asked = new Map();
  const lost = new Map();
  const count = (map, name) => map.set(name, (map.get(name) ?? 0) + 1);

  function create(account, body, response) {
    count(asked, body.name);
    const how = fate(body);
    if (how) {
      lost.set(body.name, how);
    }
    if (how !== "before") {
      count(made, body.name);
      const cluster = { ...body, id: `id-of-${body.name}`, created_at: new Date().toISOString() };
      account.push({ cluster, hidden: how ? hidden(body) : 0 });
      if (!how) {
        response.writeHead(201).end(JSON.stringify({ database: cluster }));
        return;
      }
    }
    response.socket.resetAndDestroy();
  }

  function list(account, response) {
    const databases = account.filter((item) => item.hidden-- <= 0).map(({ cluster }) => cluster);
    response.writeHead(200).end(JSON.stringify({ databases, meta: { total: databases.length } }));
  }

  const server = createServer(async (request, response) => {
    request.on("error", () => {});
    const text = (await request.toArray()).join("");
    const { authorization } = request.headers;
    const account = accounts.get(authorization) ?? [];
    accounts.set(authorization, account);
    if (request.method === "POST") {
      create(account, JSON.parse(text), response);
    } else {
      list(account, response);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    made,
    asked,
    lost,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
