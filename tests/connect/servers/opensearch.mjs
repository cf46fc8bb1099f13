// A stand-in for OpenSearch that checks a login by HTTP's basic authentication, and tells its version.
import { once } from "node:events";
import { createServer } from "node:https";

export async function startOpensearch({ cert, key }, { user, password }) {
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const server = createServer({ cert, key }, (request, response) => {
    const isIn = request.headers.authorization === expected;
    response.writeHead(isIn ? 200 : 401, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify(isIn ? { version: { number: "2.19.0", distribution: "opensearch" } } : {}));
  });
  server.on("tlsClientError", () => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
