// Connections by users, pools, replicas and mistakes; and the size of a bundle.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { DigitalOcean } from "digitalocean-wasm";
import * as connect from "digitalocean-wasm/connect";
import { createSimulator } from "digitalocean-wasm/simulator";
import { build } from "esbuild";
import { caAnswer, cluster, pool } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";

const { connectionFor, connectWith, formatImageReference, imageArguments, parseImageReference, pgConnection } = connect;
const authority = createAuthority();
const ca = caAnswer(authority);
const of = (parts = {}) => cluster("pg", "postgresql", { port: 25_060, database: "defaultdb", ...parts });

test("mistakes are refused by their field, with the remedy", () => {
  const reader = { name: "reader", password: "" };
  const cases = [
    [[null, { ca }], "cluster", /answer of the API/],
    [[of(), {}], "ca", /client\.databases\.ca\.get/],
    [[of(), undefined], "ca", /client\.databases\.ca\.get/],
    [[of(), { ca: "no certificate" }], "ca", /certificate/],
    [[of(), { ca, network: "vpc" }], "network", /"public" or "private"/],
    [[of(), { ca, pool: "backend-pool" }], "pool", /`connect` takes names/],
    [[of(), { ca, user: "nobody" }], "user", /client\.databases\.users\.get/],
    [[of(), { ca, user: reader }], "password", /reader.*database:view_credentials/],
    [[of({ password: "" }), { ca }], "password", /doadmin.*database:view_credentials/],
    [[of(), { ca, auth: "certificate" }], "auth", /Kafka/],
    [[{ ...of(), connection: null, status: "creating" }, { ca }], "connection", /while it is creating/],
    [
      [
        { ...of(), private_connection: null },
        { ca, network: "private" },
      ],
      "private_connection",
      /no host and port/,
    ],
    [[cluster("mysql", "mysql", { port: 1 }), { ca }], "driver", /pg connects to postgresql, and this is mysql/],
    [[pool({ port: 1, database: "p" }), { ca, database: "other" }], "database", /a pool has its own/],
  ];
  for (const [parameters, field, message] of cases) {
    assert.throws(() => pgConnection(...parameters), { name: "ConnectError", field, message });
  }
  assert.throws(() => connectionFor(of(), { driver: "sqlite", ca }), {
    field: "driver",
    message: /one of pg,postgres/,
  });
  assert.throws(() => connectionFor(of()), { field: "driver" });
  const valkey = cluster("valkey", "rediss", { port: 1 });
  assert.throws(() => connectionFor(valkey, { driver: "redis", ca, database: "a" }), { field: "database" });
});

test("host, port and engine come from the answer; Advanced Edition and Redis count as what they speak", () => {
  for (const [engine, driver] of [
    ["advanced_pg", "pg"],
    ["advanced_mysql", "mysql2"],
    ["redis", "ioredis"],
  ]) {
    const { config } = connectionFor(cluster(engine, undefined, { host: "a.test", port: 4711 }), { driver, ca });
    assert.deepEqual([config.host, config.port], ["a.test", 4711]);
  }
});

test("the CA is taken as the answer, as base64 and as PEM", () => {
  for (const given of [ca, ca.certificate, authority.ca]) {
    assert.equal(connect.caFile(given), authority.ca);
    assert.equal(pgConnection(of(), { ca: given }).config.ssl.ca, authority.ca);
  }
});

test("connect fetches what it needs, from the simulator", async () => {
  const simulator = await createSimulator();
  const client = simulator.client();
  const clusters = await client.databases.list().all();
  const { id, connection } = clusters.find(({ engine }) => engine === "pg");
  const plain = await connect.connect(client, id, { driver: "pg" });
  assert.equal(plain.config.host, connection.host);
  assert.equal(plain.config.password, connection.password);
  const secret = await connect.connect(client, id, { driver: "pg", network: "private" });
  assert.match(secret.host, /^private-/);
  await client.databases.users.create(id, { name: "reader" });
  const { password } = await client.databases.users.get(id, "reader");
  const other = await connectWith(pgConnection, client, id, { user: "reader" });
  assert.deepEqual([other.user, other.config.password], ["reader", password]);
  const pooled = await connect.connect(client, id, { driver: "postgres", pool: "backend-pool" });
  assert.deepEqual([pooled.database, pooled.port === connection.port], ["backend-pool", false]);
  await assert.rejects(connect.connect(client, id, { driver: "pg", pool: "none" }), { status: 404 });
  await assert.rejects(connect.connect(client, id, { driver: "sqlite" }), { field: "driver" });
  const blind = new DigitalOcean({ token: simulator.token(["database:read"]), fetch: simulator.fetch, maxRetries: 0 });
  await assert.rejects(connect.connect(blind, id, { driver: "pg" }), {
    code: "blank_password",
    message: /database:view_credentials/,
  });
});

test("image references are parsed and written", () => {
  const host = "registry.digitalocean.com";
  const cases = [
    [
      "example/my/repo@sha256:abcd",
      { registry: "example", repository: "my/repo", tag: undefined, digest: "sha256:abcd" },
    ],
    ["example/web:1.2", { registry: "example", repository: "web", tag: "1.2", digest: undefined }],
    ["example/a/b/c:x@sha256:00ff", { registry: "example", repository: "a/b/c", tag: "x", digest: "sha256:00ff" }],
    ["example/web", { registry: "example", repository: "web", tag: undefined, digest: undefined }],
  ];
  for (const [text, image] of cases) {
    assert.deepEqual({ ...parseImageReference(`${host}/${text}`) }, image);
    assert.equal(formatImageReference(image), `${host}/${text}`);
  }
  for (const wrong of [
    ...["", "example/web", `${host}/example`, `ghcr.io/example/web`, `${host}/example/Web`, `${host}/example/../web`],
    ...[`${host}/example/web:`, `${host}/example/web@`, `${host}/example/web:a b`, undefined, `${host}/a/b@sha256:xyz`],
  ]) {
    assert.throws(() => parseImageReference(wrong), { name: "ConnectError", field: "reference" }, wrong);
  }
  assert.throws(() => formatImageReference({ registry: "a/b", repository: "" }), { field: "reference" });
});

test("the arguments of calls come from a reference", async () => {
  const image = "registry.digitalocean.com/example/my/repo:latest@sha256:abcd";
  assert.deepEqual(imageArguments(image), ["example", "my/repo"]);
  assert.deepEqual(imageArguments(image, "digest"), ["example", "my/repo", "sha256:abcd"]);
  assert.deepEqual(imageArguments(parseImageReference(image), "tag"), ["example", "my/repo", "latest"]);
  assert.throws(() => imageArguments("registry.digitalocean.com/example/web", "tag"), { message: /must have a tag/ });
  const client = new DigitalOcean({ token: "t", dryRun: true });
  const { url } = await client.registries.manifests.delete(...imageArguments(image, "digest"));
  assert.match(String(url), /registries\/example\/repositories\/my%2Frepo\/digests\/sha256:abcd$/);
});

const bundled = async (name) => {
  const file = createRequire(import.meta.url)
    .resolve("digitalocean-wasm/connect")
    .replace(/\.cjs$/, ".js");
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from "digitalocean-wasm/connect";`, resolveDir: dirname(file) },
    ...{ bundle: true, minify: true, format: "esm", platform: "neutral", write: false },
  });
  return outputFiles[0].text;
};

test("a bundle holds the drivers that it uses, and no others", async () => {
  const marks = {
    pgConnection: "sslrootcert",
    mysql2Connection: "verifyIdentity",
    mongodbConnection: "authSource",
    ioredisConnection: "rediss:",
    kafkajsConnection: "brokers",
    opensearchConnection: "OPENSEARCH_URL",
  };
  for (const name of Object.keys(marks)) {
    const text = await bundled(name);
    const found = Object.keys(marks).filter((other) => text.includes(marks[other]));
    assert.deepEqual(found, [name]);
    assert.ok(gzipSync(text).length < 3_000);
  }
  assert.ok(gzipSync(await bundled("parseImageReference")).length < 500);
});
