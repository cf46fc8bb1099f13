// PostgreSQL's drivers and tools, against a server and a PgBouncer of Debian.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { connectionFor, pgConnection, postgresConnection } from "digitalocean-wasm/connect";
import pg from "pg";
import postgres from "postgres";
import { runModule } from "../support/child.mjs";
import { caAnswer, cluster, DATABASE, PASSWORD, pool, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { testTls } from "./refusals.mjs";
import { startPgbouncer, startPostgresql } from "./servers/postgresql.mjs";
import { setUp } from "./set-up.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const POOL = "backend-pool";
const QUERY = "SELECT current_database() AS database, current_user AS user";

const { authority, ca, server } = setUp(startBoth);

const of = (parts = {}) => cluster("pg", "postgresql", { port: server.port, database: DATABASE, ...parts });
const poolOf = (parts = {}) => pool({ port: server.poolPort, database: POOL, ...parts });

/** Starts PostgreSQL with a database, and a pool to it. */
async function startBoth(authority, login) {
  const { port, stop } = await startPostgresql(authority, login);
  const { config } = pgConnection(of({ port, database: "postgres" }), { ca: caAnswer(authority) });
  await queryPg(config, `CREATE DATABASE "${DATABASE}"`);
  const bouncer = await startPgbouncer(authority, { ...login, name: POOL, database: DATABASE, server: port });
  return { port, poolPort: bouncer.port, stop: () => bouncer.stop().then(stop) };
}

async function queryPg(config, text = QUERY) {
  const client = new pg.Client(config);
  try {
    await client.connect();
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

async function queryPostgres(config, options) {
  const sql = postgres(config, { max: 1, fetch_types: false, ...options });
  try {
    return { ...(await sql.unsafe(QUERY))[0] };
  } finally {
    await sql.end();
  }
}

const EXPECTED = { database: DATABASE, user: USER };
const DRIVERS = { pg: [pgConnection, queryPg], postgres: [postgresConnection, queryPostgres] };

for (const [name, [make, query]] of Object.entries(DRIVERS)) {
  test(`${name}: connects to a cluster, by the function of the driver and by its name`, async () => {
    assert.deepEqual(await query(make(of(), { ca }).config), EXPECTED);
    assert.deepEqual(await query(connectionFor(of(), { driver: name, ca }).config), EXPECTED);
    assert.deepEqual(await query(make(of(), { ca, network: "private" }).config), EXPECTED);
    assert.deepEqual(await query(make(of({ database: "postgres" }), { ca, database: DATABASE }).config), EXPECTED);
  });

  test(`${name}: connects to a pool, by itself and as an option of its cluster`, async () => {
    assert.deepEqual(await query(make(poolOf(), { ca }).config), EXPECTED);
    assert.deepEqual(await query(make(of(), { ca, pool: poolOf() }).config), EXPECTED);
  });

  test(`${name}: connects to a replica at an IPv6 address`, async () => {
    const { status, connection, private_connection } = of({ host: "::1" });
    assert.deepEqual(await query(make({ name: "r", status, connection, private_connection }, { ca }).config), EXPECTED);
  });

  test(`${name}: refuses a wrong password`, async () => {
    const user = { name: USER, password: `${PASSWORD}!` };
    await assert.rejects(query(make(of(), { ca, user }).config), /password authentication failed/);
  });

  testTls(name, authority, (parts, ca) => make(of(parts), { ca }), query);
  testTls(`${name}, pool`, authority, (parts, ca) => make(poolOf(parts), { ca }), query);
}

test("pg: connects by the connection string, and refuses another host by it", async () => {
  const plain = of({ database: "postgres", host: "localhost" });
  const files = { caFile: authority.caFile };
  const connectionString = pgConnection(plain, { ca }).toUri(files);
  assert.deepEqual(await queryPg({ connectionString }), { ...EXPECTED, database: "postgres" });
  await assert.rejects(
    queryPg({ connectionString: pgConnection(of({ host: "other.test", database: "postgres" }), { ca }).toUri(files) }),
    /altnames/,
  );
  assert.throws(() => pgConnection(of(), { ca }).toUri(), { code: "not_expressible", field: "database" });
});

test("postgres: connects by the connection string with the CA beside it", async () => {
  const uri = postgresConnection(of({ database: "postgres" }), { ca }).toUri();
  const found = await queryPostgres(uri, { ssl: { ca: authority.ca } });
  assert.deepEqual(found, { ...EXPECTED, database: "postgres" });
  assert.throws(() => postgresConnection(of(), { ca }).toUri(), { code: "not_expressible", field: "database" });
  const address = of({ host: "127.0.0.1", database: "postgres" });
  assert.throws(() => postgresConnection(address, { ca }).toUri(), { code: "not_expressible", field: "host" });
});

test("the environment is enough for both drivers, which verify by it", async () => {
  const source = (query) => `import pg from "pg"; import postgres from "postgres"; ${query}`;
  const queries = {
    pg: `const c = new pg.Client(); await c.connect(); console.log((await c.query("SELECT current_database()")).rows[0].current_database); await c.end();`,
    postgres: `const sql = postgres(); console.log((await sql\`SELECT current_database()\`)[0].current_database); await sql.end();`,
  };
  for (const [name, [make]] of Object.entries(DRIVERS)) {
    const env = make(of({ host: "localhost" }), { ca }).toEnv({ caFile: authority.caFile });
    assert.equal(env.PGDATABASE, DATABASE);
    assert.ok(!("DATABASE_URL" in env), "it would be misread");
    const { stdout, stderr } = await runModule(source(queries[name]), HERE, env);
    assert.equal(stdout, `${DATABASE}\n`, stderr);
    const refused = await runModule(source(queries[name]), HERE, { ...env, NODE_EXTRA_CA_CERTS: "" });
    assert.match(refused.stderr, /self.signed|unable to/);
  }
});

test("psql connects by the command, and refuses a wrong CA and a wrong host", () => {
  const run = (parts, caFile) => {
    const { program, args, env } = pgConnection(of(parts), { ca }).toCommand({ caFile });
    const flags = ["--no-psqlrc", "--tuples-only", "--no-align", "--command", "SELECT current_database()"];
    return execFileSync(program, [...args, ...flags], {
      env: { ...process.env, ...env },
      encoding: "utf8",
      stdio: "pipe",
    });
  };
  assert.equal(run({ host: "localhost" }, authority.caFile), `${DATABASE}\n`);
  assert.throws(() => run({ host: "127.0.0.1" }, authority.caFile), /does not match host name/);
  assert.throws(() => run({ host: "localhost" }, createAuthority().caFile), /certificate verify failed/);
});

test("psql connects by the printed line and the environment", () => {
  const connection = pgConnection(of({ host: "localhost" }), { ca });
  const line = `${connection.toCommand({ caFile: authority.caFile })} --tuples-only --no-align --command 'SELECT 1'`;
  assert.ok(!line.includes(PASSWORD));
  const { PGPASSWORD } = connection.toEnv();
  assert.equal(execFileSync("sh", ["-c", line], { env: { ...process.env, PGPASSWORD }, encoding: "utf8" }), "1\n");
});
