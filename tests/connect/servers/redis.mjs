// Redis, which speaks Valkey's protocol and takes nothing but TLS.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { freePort, serverFolder, startAs } from "./process.mjs";

export async function startRedis(authority, { user, password }) {
  const { path, own, remove } = serverFolder("redis", authority);
  const hash = createHash("sha256").update(password).digest("hex");
  const port = await freePort();
  writeFileSync(
    path("redis.conf"),
    `port 0
tls-port ${port}
bind 127.0.0.1
dir ${path("data")}
save ""
tls-cert-file ${path("server.crt")}
tls-key-file ${path("server.key")}
tls-ca-cert-file ${path("ca.crt")}
tls-auth-clients no
user default off
user ${user} on #${hash} ~* &* +@all
`,
  );
  own("redis.conf");
  const stop = await startAs("redis", ["redis-server", path("redis.conf")], port);
  return {
    port,
    stop: async () => {
      await stop();
      remove();
    },
  };
}
