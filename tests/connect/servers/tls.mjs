// Stand-ins for servers that Debian has no package of. They speak TLS and as much of the protocol as a login takes.
import { once } from "node:events";
import { createServer } from "node:tls";

/**
 * A TLS server. `connection()` makes, for each socket, a function of a whole message that returns its answer; `lengthOf`
 * says how long the message at the start of a buffer is, undefined while that cannot be known.
 */
export async function startTls({ cert, key, ca }, { connection, lengthOf, requestCert = false }) {
  const sockets = new Set();
  const server = createServer({ cert, key, ca, requestCert, rejectUnauthorized: requestCert }, (socket) => {
    const answer = connection(socket);
    let buffer = Buffer.alloc(0);
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    socket.on("data", (data) => {
      buffer = Buffer.concat([buffer, data]);
      for (let length = lengthOf(buffer); length !== undefined && buffer.length >= length; length = lengthOf(buffer)) {
        const message = buffer.subarray(0, length);
        buffer = buffer.subarray(length);
        socket.write(answer(message));
      }
    });
  });
  server.on("tlsClientError", () => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
