// Canaries: a secret is in no printed form of anything but those that say so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import {
  connectionFor,
  dashboardConnection,
  dockerConfig,
  dockerLogin,
  driverNames,
  kubernetesPullSecret,
  prometheusTargets,
} from "digitalocean-wasm/connect";
import { caAnswer, cluster } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";

const CANARY = "AVNS_canary'7";
const HOST = "registry.digitalocean.com";
const ca = caAnswer(createAuthority());
const ENGINES = {
  pg: "pg",
  postgres: "pg",
  mysql2: "mysql",
  mongodb: "mongodb",
  ioredis: "valkey",
  redis: "valkey",
  kafkajs: "kafka",
  "@opensearch-project/opensearch": "opensearch",
};
const auth = Buffer.from(`user:${CANARY}`).toString("base64");
const credentials = { auths: { [HOST]: { auth } } };

/** The forms in which values end up in logs. */
const printed = (value) =>
  [
    inspect(value, { depth: 10, showHidden: false }),
    inspect({ nested: [value] }, { depth: 10 }),
    inspect(new Proxy(value, {}), { depth: 10 }),
    JSON.stringify(value),
    JSON.stringify({ nested: [value] }),
    `${value}`,
    JSON.stringify({ ...value }),
    JSON.stringify(Object.entries(value)),
    JSON.stringify(structuredClone({ ...value })),
  ].join("\n");

const hides = (value) => {
  const text = printed(value);
  for (const secret of [CANARY, encodeURIComponent(CANARY), "canary", auth, btoa(JSON.stringify(credentials))]) {
    assert.ok(!text.includes(secret), text);
  }
  assert.ok(text.includes("***"));
};
const holds = (text) => assert.ok(decodeURIComponent(text).includes("canary"), text);

const connections = driverNames.flatMap((driver) => {
  const access = { access_cert: CANARY, access_key: CANARY };
  const users = [{ name: "doadmin", password: CANARY, ...access }];
  const answer = cluster(ENGINES[driver], undefined, { port: 1, password: CANARY, users });
  const auths = driver === "kafkajs" ? ["password", "certificate"] : ["password"];
  return auths.map((auth) => [`${driver}, ${auth}`, connectionFor(answer, { driver, ca, auth })]);
});

for (const [name, connection] of connections) {
  test(`${name}: nothing printed holds the secret, and what says so does`, () => {
    hides(connection);
    holds(JSON.stringify(connection.reveal()));
    holds(JSON.stringify(connection.config));
    holds(JSON.stringify(connection.toEnv()));
    const command = connection.toCommand();
    const line = `${command} ${command.program} ${command.args.join(" ")}`;
    assert.ok(!line.includes("canary"), line);
    assert.ok(!printed(command).includes("canary"));
    for (const form of ["toJdbc", "toDotNet"]) {
      try {
        assert.ok(!connection[form]().includes("canary"));
      } catch (error) {
        assert.equal(error.code, "not_expressible");
      }
    }
    if (!name.startsWith("kafkajs")) holds(connection.toUri());
  });
}

test("other outputs print no secret, and reveal it", () => {
  const metrics = { basic_auth_username: "metrics", basic_auth_password: CANARY };
  const endpoints = [{ host: "a.test", port: 1 }];
  const measured = [{ id: "1", name: "a", engine: "pg", region: "nyc3", metrics_endpoints: endpoints }];
  const { connection } = cluster("opensearch", undefined, { port: 1, password: CANARY });
  const dashboard = { engine: "opensearch", status: "online", users: null, ui_connection: connection };
  const all = [
    dockerLogin(credentials),
    dockerConfig(credentials),
    kubernetesPullSecret(credentials, { name: "a" }),
    prometheusTargets(measured, metrics),
    dashboardConnection(dashboard, { ca }),
  ];
  for (const value of all) {
    hides(value);
    assert.notEqual(JSON.stringify(value.reveal()), JSON.stringify(value));
  }
});

test("errors hold no secret", () => {
  const answer = cluster("pg", "postgresql", { port: 1, password: CANARY, database: "a/b" });
  const mistakes = [
    () => connectionFor(answer, { driver: "mysql2", ca }),
    () => connectionFor(answer, { driver: "pg" }),
    () => connectionFor(answer, { driver: "pg", ca, user: "nobody" }),
    () => connectionFor(answer, { driver: "pg", ca, network: "other" }),
    () => connectionFor(answer, { driver: "pg", ca }).toUri(),
    () => dockerConfig(credentials, { config: `{"a": ${CANARY}` }),
  ];
  for (const mistake of mistakes) {
    assert.throws(mistake, (error) => {
      assert.equal(error.name, "ConnectError");
      assert.ok(error.message.startsWith(`${error.field}: `));
      assert.ok(!inspect(error).includes("canary"));
      return true;
    });
  }
});

test("a connection works behind a Proxy, as state of a page", () => {
  const [[, connection]] = connections;
  const proxy = new Proxy(connection, { get: (target, name, receiver) => Reflect.get(target, name, receiver) });
  assert.deepEqual(proxy.config, connection.config);
  assert.equal(proxy.toUri(), connection.toUri());
});
