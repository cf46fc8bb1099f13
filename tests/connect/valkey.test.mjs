// Valkey's drivers and tool, against a Redis of Debian, which speaks the same protocol.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { connectionFor, ioredisConnection, redisConnection } from "digitalocean-wasm/connect";
import { Redis } from "ioredis";
import { createClient } from "redis";
import { runModule } from "../support/child.mjs";
import { cluster, PASSWORD, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { testTls } from "./refusals.mjs";
import { startRedis } from "./servers/redis.mjs";
import { setUp } from "./set-up.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const { authority, ca, server } = setUp(startRedis);

const of = (parts = {}) => cluster("valkey", "rediss", { port: server.port, ...parts });

async function queryIoredis(config) {
  const redis = new Redis({ ...config, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  const failed = new Promise((_, reject) => redis.on("error", reject));
  try {
    await Promise.race([redis.connect(), failed]);
    return await redis.client("INFO");
  } finally {
    redis.disconnect();
  }
}

async function queryRedis(config) {
  const client = createClient({ ...config, socket: { ...config.socket, reconnectStrategy: false } });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await client.sendCommand(["CLIENT", "INFO"]);
  } finally {
    if (client.isOpen) client.destroy();
  }
}

const DRIVERS = { ioredis: [ioredisConnection, queryIoredis], redis: [redisConnection, queryRedis] };

for (const [name, [make, query]] of Object.entries(DRIVERS)) {
  test(`${name}: connects to a cluster and to one of its databases`, async () => {
    assert.match(await query(make(of(), { ca }).config), / db=0 .* user=doadmin /);
    assert.match(await query(connectionFor(of(), { driver: name, ca, database: "3" }).config), / db=3 /);
  });

  test(`${name}: refuses a wrong password`, async () => {
    const user = { name: USER, password: `${PASSWORD}!` };
    await assert.rejects(query(make(of(), { ca, user }).config), /WRONGPASS/);
  });

  testTls(name, authority, (parts, ca) => make(of(parts), { ca }), query);
}

test("the environment is enough for both drivers, which verify by it", async () => {
  const sources = {
    ioredis: `import { Redis } from "ioredis"; const r = new Redis(process.env.DATABASE_URL, { retryStrategy: () => null });
      r.on("error", (error) => { console.error(error.message); process.exit(1); });
      console.log(await r.ping()); r.disconnect();`,
    redis: `import { createClient } from "redis"; const r = createClient({ url: process.env.DATABASE_URL, socket: { reconnectStrategy: false } });
      r.on("error", () => {}); await r.connect(); console.log(await r.ping()); r.destroy();`,
  };
  for (const [name, [make]] of Object.entries(DRIVERS)) {
    const env = make(of({ host: "localhost" }), { ca }).toEnv({ caFile: authority.caFile });
    const { stdout, stderr } = await runModule(sources[name], HERE, env);
    assert.equal(stdout, "PONG\n", stderr);
    const refused = await runModule(sources[name], HERE, { ...env, NODE_EXTRA_CA_CERTS: "" });
    assert.match(refused.stderr, /self.signed|unable to/);
  }
});

test("redis-cli, which takes the same arguments as valkey-cli, connects by the command, and refuses a wrong CA", () => {
  const run = (caFile) => {
    const { program, args, env } = ioredisConnection(of({ host: "localhost" }), { ca }).toCommand({ caFile });
    assert.equal(program, "valkey-cli");
    const command = [...args, "--no-auth-warning", "PING"];
    return execFileSync("redis-cli", command, { env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" });
  };
  assert.equal(run(authority.caFile), "PONG\n");
  assert.throws(() => run(createAuthority().caFile), /certificate verify failed/);
});
