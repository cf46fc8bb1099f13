// Kafka's driver and tool. Debian has no Kafka: the broker is a stand-in.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { connectionFor, kafkajsConnection } from "digitalocean-wasm/connect";
import kafkajs from "kafkajs";
import { cluster, PASSWORD, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { testTls } from "./refusals.mjs";
import { startKafka } from "./servers/kafka.mjs";
import { setUp } from "./set-up.mjs";

const { authority, ca, server } = setUp(startKafka, { host: "localhost" });
const { server: certified } = setUp(startKafka, { host: "localhost", requestCert: true }, authority);

const collector = { name: "collector", password: "", access_cert: authority.userCert, access_key: authority.userKey };
const of = (parts = {}) =>
  cluster("kafka", "kafka", { port: server.port, users: [{ name: USER, password: PASSWORD }, collector], ...parts });

async function query(config) {
  const kafka = new kafkajs.Kafka({ ...config, logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 0 } });
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

test("kafkajs: connects with a password, by the function of the driver and by its name", async () => {
  assert.deepEqual(await query(kafkajsConnection(of(), { ca }).config), ["clicks"]);
  assert.deepEqual(await query(connectionFor(of(), { driver: "kafkajs", ca }).config), ["clicks"]);
});

test("kafkajs: connects with a certificate, and not without", async () => {
  const options = { ca, user: "collector", auth: "certificate" };
  const { config } = kafkajsConnection(of({ port: certified.port }), options);
  assert.deepEqual(await query(config), ["clicks"]);
  await assert.rejects(query({ ...config, ssl: { ca: authority.ca } }));
  assert.throws(() => kafkajsConnection(of(), { ca, auth: "certificate" }), {
    code: "blank_password",
    message: /access_cert .* blank for doadmin/,
  });
});

test("kafkajs: refuses a wrong password", async () => {
  const user = { name: USER, password: `${PASSWORD}!` };
  await assert.rejects(query(kafkajsConnection(of(), { ca, user }).config), /wrong password/);
});

testTls("kafkajs", authority, (parts, ca) => kafkajsConnection(of(parts), { ca }), query);

test("kafkajs: there is no connection string", () => {
  const connection = kafkajsConnection(of(), { ca });
  assert.throws(() => connection.toUri(), { code: "not_expressible" });
  assert.ok(!("DATABASE_URL" in connection.toEnv()));
  assert.throws(() => kafkajsConnection(of({ host: "::1" }), { ca }), { field: "host" });
});

const kcat = async (connection, caFile, cwd) => {
  const { program, args, env } = connection.toCommand({ caFile });
  const { stdout } = await promisify(execFile)(program, [...args, "-m", "5"], { cwd, env: { ...process.env, ...env } });
  return stdout;
};

test("kcat connects by the command, and refuses a wrong CA and a wrong host", async () => {
  const connection = (host) => kafkajsConnection(of({ host }), { ca });
  assert.match(await kcat(connection("localhost"), authority.caFile), /topic "clicks"/);
  await assert.rejects(kcat(connection("localhost"), createAuthority().caFile), /certificate verify failed/);
  await assert.rejects(kcat(connection("127.0.0.1"), authority.caFile), /certificate|hostname|IP address mismatch/);
});

test("kcat connects by a certificate in files", async () => {
  const { folder } = createAuthority();
  writeFileSync(join(folder, "user-access-certificate.crt"), authority.userCert);
  writeFileSync(join(folder, "user-access-key.key"), authority.userKey);
  const parts = { host: "localhost", port: certified.port };
  const connection = kafkajsConnection(of(parts), { ca, user: "collector", auth: "certificate" });
  assert.match(await kcat(connection, authority.caFile, folder), /topic "clicks"/);
});
