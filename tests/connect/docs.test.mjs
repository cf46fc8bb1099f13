// The examples of docs/connect.md that need a driver: each compiles against the driver's own types, and runs against a
// server.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { driverNames } from "digitalocean-wasm/connect";
import { blocksOf } from "../../scripts/docs/code-blocks.mjs";
import { root } from "../../scripts/run.mjs";
import { runModule } from "../support/child.mjs";
import { compile } from "../support/compiler.mjs";
import { caAnswer, cluster, PASSWORD, pool, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { startKafka } from "./servers/kafka.mjs";
import { startMariadb } from "./servers/mariadb.mjs";
import { startMongodb } from "./servers/mongodb.mjs";
import { startOpensearch } from "./servers/opensearch.mjs";
import { startPgbouncer, startPostgresql } from "./servers/postgresql.mjs";
import { startRedis } from "./servers/redis.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const POOL = "backend-pool";

const authority = createAuthority();
const login = { user: USER, password: PASSWORD };
const servers = {};

before(async () => {
  servers.postgresql = await startPostgresql(authority, login);
  const { port } = servers.postgresql;
  servers.pgbouncer = await startPgbouncer(authority, { ...login, name: POOL, database: "postgres", server: port });
  servers.mysql = await startMariadb(authority, { ...login, database: "defaultdb" });
  servers.redis = await startRedis(authority, login);
  servers.mongodb = await startMongodb(authority, login);
  servers.kafka = await startKafka(authority, { ...login, host: "localhost" });
  servers.opensearch = await startOpensearch(authority, login);
});
after(async () => {
  await servers.pgbouncer?.stop();
  delete servers.pgbouncer;
  for (const server of Object.values(servers)) await server.stop();
});

const host = "localhost";
const ANSWERS = {
  pg: () => cluster("pg", "postgresql", { host, port: servers.postgresql.port, database: "postgres" }),
  postgres: () => cluster("pg", "postgresql", { host, port: servers.postgresql.port, database: "postgres" }),
  mysql2: () => cluster("mysql", "mysql", { host, port: servers.mysql.port, database: "defaultdb" }),
  mongodb: () => cluster("mongodb", "mongodb", { host, port: servers.mongodb.port, password: "", database: "admin" }),
  ioredis: () => cluster("valkey", "rediss", { host, port: servers.redis.port }),
  redis: () => cluster("valkey", "rediss", { host, port: servers.redis.port }),
  kafkajs: () => cluster("kafka", "kafka", { host, port: servers.kafka.port }),
  "@opensearch-project/opensearch": () => cluster("opensearch", "https", { host, port: servers.opensearch.port }),
};

const blocks = blocksOf(readFileSync(join(root, "docs", "connect.md"), "utf8")).filter(({ reason }) => reason);
const driverOf = ({ code }) => /driver: "([^"]+)"/.exec(code)?.[1];

test("there is an example for each driver", () => {
  assert.deepEqual(blocks.map(driverOf).sort(), [...driverNames].sort());
});

for (const block of blocks) {
  const driver = driverOf(block);
  test(`the example of ${driver} runs`, async () => {
    const answers = { get: ANSWERS[driver](), ca: caAnswer(authority), pool: undefined };
    if (driver === "postgres") answers.pool = pool({ host, port: servers.pgbouncer.port, database: POOL });
    const source = `const $answers = ${JSON.stringify(answers)};
globalThis.clusterId = $answers.get.id;
globalThis.client = {
  databases: {
    get: async () => $answers.get,
    ca: { get: async () => $answers.ca },
    pools: { get: async () => $answers.pool },
  },
};
${block.code}`;
    const { code, stdout, stderr } = await runModule(source, HERE, { MONGODB_PASSWORD: PASSWORD });
    assert.equal(code, 0, stderr);
    const [, printed] = / \/\/ prints (.+)$/m.exec(block.code);
    assert.equal(stdout, `${printed}\n`);
  });
}

test("the examples compile against the types of the drivers", () => {
  const context = `declare const client: import("digitalocean-wasm").DigitalOcean; declare const clusterId: string;`;
  const sources = blocks.map(({ code }) => code.replace("process.env.MONGODB_PASSWORD", '"secret"'));
  const compileAll = (sources) => {
    const texts = Object.fromEntries(sources.map((source, at) => [`block-${at}.ts`, source]));
    // Declarations of drivers are not as strict as ours.
    return compile(HERE, { "context.d.ts": context, ...texts }, { skipLibCheck: true });
  };
  assert.deepEqual(compileAll(sources), []);
  const broken = compileAll(sources.map((source) => source.replaceAll("config", "config.nothing")));
  assert.equal(new Set(broken.map(({ name }) => name)).size, blocks.length);
});
