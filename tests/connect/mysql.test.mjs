// MySQL's driver and tool, against a MariaDB of Debian.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { connectionFor, mysql2Connection } from "digitalocean-wasm/connect";
import mysql from "mysql2/promise";
import { caAnswer, cluster, DATABASE, PASSWORD, USER } from "./answers.mjs";
import { createAuthority, OTHER_ADDRESS, OTHER_HOST } from "./certificates.mjs";
import { testTls } from "./refusals.mjs";
import { startMariadb } from "./servers/mariadb.mjs";
import { setUp } from "./set-up.mjs";

const { authority, ca, server } = setUp(startMariadb, { database: DATABASE });

const of = (parts = {}) => cluster("mysql", "mysql", { port: server.port, database: DATABASE, ...parts });
const make = (parts, ca, options) => mysql2Connection(of(parts), { ca, ...options });

async function query(config) {
  const connection = await mysql.createConnection(config);
  try {
    const [[row]] = await connection.query("SELECT DATABASE() AS name, CURRENT_USER() AS user");
    return row;
  } finally {
    await connection.end();
  }
}

const EXPECTED = { name: DATABASE, user: `${USER}@%` };

test("mysql2: connects to a cluster, by the function of the driver and by its name", async () => {
  assert.deepEqual({ ...(await query(make({}, ca).config)) }, EXPECTED);
  assert.deepEqual({ ...(await query(connectionFor(of(), { driver: "mysql2", ca }).config)) }, EXPECTED);
  assert.deepEqual({ ...(await query(make({}, ca, { network: "private" }).config)) }, EXPECTED);
});

test("mysql2: connects by the connection string, which has the CA in it, and refuses another host by it", async () => {
  assert.deepEqual({ ...(await query(make({}, ca).toUri())) }, EXPECTED);
  await assert.rejects(query(make({ host: OTHER_HOST }, ca).toUri()), /altnames/);
  await assert.rejects(query(make({}, caAnswer(createAuthority())).toUri()), /self.signed|unable to/);
});

test("mysql2: refuses a wrong password", async () => {
  const user = { name: USER, password: `${PASSWORD}!` };
  await assert.rejects(query(make({}, ca, { user }).config), /Access denied/);
});

testTls("mysql2", authority, make, query);

test("the client of MariaDB connects by the command, and refuses a wrong CA and a wrong host", () => {
  const run = (host, caFile) => {
    const { program, args, env } = make({ host: "localhost" }, ca).toCommand({ caFile });
    const elsewhere = args.map((word) => (word === "--host=localhost" ? `--host=${host}` : word));
    const flags = ["--no-defaults", ...elsewhere, "--skip-column-names", "--execute=SELECT DATABASE()"];
    return execFileSync(program, flags, { env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" });
  };
  assert.equal(run("localhost", authority.caFile), `${DATABASE}\n`);
  assert.throws(() => run(OTHER_ADDRESS, authority.caFile), /TLS\/SSL error|Validation|name/);
  assert.throws(() => run("localhost", createAuthority().caFile), /TLS\/SSL error/);
});
