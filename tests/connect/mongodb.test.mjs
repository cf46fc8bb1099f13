// MongoDB's driver. Debian has no MongoDB: the server is a stand-in, and the parser of strings is the driver's own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { connectionFor, mongodbConnection } from "digitalocean-wasm/connect";
import { MongoClient } from "mongodb";
import { cluster, PASSWORD, USER } from "./answers.mjs";
import { OTHER_HOST } from "./certificates.mjs";
import { testTls } from "./refusals.mjs";
import { startMongodb } from "./servers/mongodb.mjs";
import { setUp } from "./set-up.mjs";

const { authority, ca, server } = setUp(startMongodb);
const user = { name: USER, password: PASSWORD };

// The API tells a MongoDB user's password once, so the answer has none.
const of = (parts = {}) =>
  cluster("mongodb", "mongodb", {
    port: server.port,
    database: "admin",
    password: "",
    users: [{ name: USER }],
    ...parts,
  });

async function query({ url, options }) {
  const client = new MongoClient(url, { ...options, serverSelectionTimeoutMS: 2_000 });
  try {
    const { database } = await client.db().command({ ping: 1 });
    return database;
  } finally {
    await client.close();
  }
}

test("mongodb: connects to a cluster, by the function of the driver and by its name", async () => {
  assert.equal(await query(mongodbConnection(of(), { ca, user }).config), "admin");
  assert.equal(
    await query(connectionFor(of(), { driver: "mongodb", ca, user, database: "people-ü#1" }).config),
    "people-ü#1",
  );
});

test("mongodb: connects by the connection string, and refuses another host by it", async () => {
  const uri = (parts) => mongodbConnection(of(parts), { ca, user }).toUri({ caFile: authority.caFile });
  assert.equal(await query({ url: uri() }), "admin");
  await assert.rejects(query({ url: uri({ host: OTHER_HOST }) }), /altnames/);
});

test("mongodb: refuses a wrong password", async () => {
  const wrong = { name: USER, password: `${PASSWORD}!` };
  await assert.rejects(query(mongodbConnection(of(), { ca, user: wrong }).config), /wrong password/);
});

test("mongodb: says why a password is blank, and refuses names that MongoDB does not allow", () => {
  assert.throws(() => mongodbConnection(of(), { ca }), {
    code: "blank_password",
    message: /only in the answer that creates or resets a user/,
  });
  assert.throws(() => mongodbConnection(of(), { ca, user, database: "we/ird?db#1 ü" }), { field: "database" });
});

test("mongodb: an address that DNS tells has no port", () => {
  const srv = cluster("mongodb", "mongodb+srv", { port: 27017, database: "admin" });
  const connection = mongodbConnection(srv, { ca });
  assert.equal(connection.config.url, "mongodb+srv://db.test/admin");
  assert.match(connection.toUri(), /^mongodb\+srv:\/\/doadmin:[^@]+@db\.test\/admin\?tls=true&/);
  assert.doesNotThrow(() => new MongoClient(connection.config.url, connection.config.options));
});

testTls("mongodb", authority, (parts, ca) => mongodbConnection(of(parts), { ca, user }), query);
