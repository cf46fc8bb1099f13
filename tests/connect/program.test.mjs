// `npx digitalocean-wasm connect`, against the simulator; and `--exec` against a real PostgreSQL.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "digitalocean-wasm/simulator";
import { caAnswer, cluster, DATABASE, PASSWORD, USER } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { startPostgresql } from "./servers/postgresql.mjs";

const BIN = fileURLToPath(new URL("node_modules/digitalocean-wasm/bin.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-program-"));

/** Runs the program; resolves to its exit code and output. */
const run = (parameters, { token = "dop_v1_simulator", url = server.url, env = {} } = {}) =>
  new Promise((resolve) => {
    const variables = { DIGITALOCEAN_TOKEN: token, DIGITALOCEAN_API_URL: url };
    execFile(
      process.execPath,
      [BIN, "connect", ...parameters],
      { cwd: folder, env: { ...process.env, ...variables, ...env } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

const simulator = await createSimulator();
let server;
let backend;

before(async () => {
  server = await simulator.listen();
  [backend] = await simulator.client().databases.list().all();
});
after(() => server?.close());

test("without an option it prints no secret, by name and by id", async () => {
  for (const name of [backend.name, backend.id]) {
    const { code, stdout, stderr } = await run([name]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`^host: +${backend.connection.host}$`, "m"));
    assert.match(stdout, /^password: +\*\*\*$/m);
    assert.match(stdout, /^psql 'host=/m);
    assert.ok(!stdout.includes(backend.connection.password));
    assert.match(stderr, /--ca-file/);
  }
});

test("--driver, --env and --uri print what was asked for, --private another host", async () => {
  const { host, port, user, password, database } = backend.connection;
  const { ssl, ...config } = JSON.parse((await run([backend.name, "--driver", "pg"])).stdout);
  assert.deepEqual(config, { host, port, user, password, database });
  assert.equal(ssl.rejectUnauthorized, true);
  const env = (await run([backend.name, "--env", "--private"])).stdout;
  const shell = `${env}\nprintf '%s ' "$PGHOST" "$PGPASSWORD"`;
  assert.equal(execFileSync("sh", ["-c", shell], { encoding: "utf8" }), `private-${host} ${password} `);
  const uri = new URL((await run([backend.name, "--uri"])).stdout);
  assert.deepEqual([uri.hostname, uri.pathname], [host, `/${database}`]);
  const pooled = await run([backend.name, "--driver", "postgres", "--pool", "backend-pool"]);
  assert.equal(JSON.parse(pooled.stdout).database, "backend-pool");
});

test("--ca-file writes the certificate authority, and the output refers to it", async () => {
  const file = join(folder, "my ca.crt");
  const { stdout, stderr } = await run([backend.name, "--uri", "--ca-file", file]);
  assert.equal(stderr, "");
  assert.match(readFileSync(file, "utf8"), /^-----BEGIN CERTIFICATE-----/);
  assert.equal(new URL(stdout).searchParams.get("sslrootcert"), file);
});

test("mistakes are told by their name, with the exit code 2, and the API's with 1", async () => {
  const cases = [
    [[], 2, /^say which cluster/],
    [[backend.name, "--uri", "--env"], 2, /^choose one of/],
    [[backend.name, "--what"], 2, /^Unknown option '--what'/],
    [[backend.name, "--driver", " "], 2, /^--driver: needs a value/],
    [[backend.name, "--driver", "sqlite"], 1, /^driver: must be one of pg/],
    [[backend.name, "--driver", "mysql2"], 1, /^driver: mysql2 connects to mysql/],
    [[backend.name, "--exec", "mysql"], 2, /^--exec: must be psql/],
    [["nothing"], 1, /^nothing: the token's account has no such cluster/],
  ];
  for (const [parameters, code, message] of cases) {
    const found = await run(parameters);
    assert.equal(found.code, code, found.stderr);
    assert.match(found.stderr, message);
    assert.equal(found.stdout, "");
  }
  assert.match((await run(["--help"])).stdout, /Usage: npx digitalocean-wasm connect/);
  assert.equal((await run([backend.name], { token: "wrong" })).code, 1);
  const blind = simulator.token(["database:read"]);
  const { code, stderr } = await run([backend.name], { token: blind });
  assert.deepEqual([code, /database:view_credentials/.test(stderr)], [1, true]);
});

test("--exec psql connects to a server, hands parameters on, and leaves no file", async () => {
  const authority = createAuthority();
  const postgresql = await startPostgresql(authority, { user: USER, password: PASSWORD });
  const database = cluster("pg", "postgresql", { host: "localhost", port: postgresql.port, database: "postgres" });
  const answers = {
    databases: { databases: [database] },
    ca: { ca: caAnswer(authority) },
    [database.id]: { database },
  };
  const api = createServer(({ url }, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answers[url.split("?")[0].split("/").at(-1)]));
  });
  await new Promise((resolve) => api.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${api.address().port}`;
    const psql = ["--exec", "psql", "--", "--no-psqlrc", "--tuples-only", "--no-align", "--command"];
    const env = { TMPDIR: folder };
    const query = "SELECT current_user, current_database()";
    const { code, stdout, stderr } = await run([database.name, ...psql, query], { url, env });
    assert.deepEqual([code, stdout], [0, `${USER}|postgres\n`], stderr);
    assert.equal((await run([database.name, ...psql, "SELECT"], { url, env: { ...env, PATH: "" } })).code, 1);
    const missing = await run([database.name, "--database", DATABASE, ...psql, query], { url, env });
    assert.deepEqual([missing.code, /does not exist/.test(missing.stderr)], [2, true]);
    assert.equal(execFileSync("ls", [folder], { encoding: "utf8" }).includes("digitalocean-wasm-"), false);
    assert.ok(existsSync(folder));
  } finally {
    api.close();
    await postgresql.stop();
  }
});
