// The strings of a connection, read back by the parsers of drivers: 10,000 random users, passwords and databases.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { driverNames } from "digitalocean-wasm/connect";
import { Redis } from "ioredis";
import { MongoClient } from "mongodb";
import postgres from "postgres";
import { libpq } from "./parsers/libpq.mjs";
import { authority, COUNT, connections, FILE, form, formsOf, PORT } from "./random-connections.mjs";

const require = createRequire(import.meta.url);
const { parse } = require("pg-connection-string");
const { default: RedisClient } = require("@redis/client/dist/lib/client");
const { parseUrl } = require("./node_modules/mysql2/lib/connection_config.js");

const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-parsers-"));
const parser = (name) => fileURLToPath(new URL(`parsers/${name}`, import.meta.url));

const bare = (host) => host.replace(/^\[(.*)\]$/, "$1");

/** Readers of connection strings, and how many of 10,000 random ones the driver can express at least. */
const READERS = {
  pg: [
    (uri) => {
      const { user, password, host, port, database, sslmode } = parse(uri.replace(/&sslrootcert=[^&]*/, ""));
      assert.equal(sslmode, "verify-full");
      return { user, password, host, port, database };
    },
    2_000,
  ],
  postgres: [
    (uri) => {
      const { user, pass, host, port, database, ssl } = postgres(uri).options;
      assert.equal(ssl, "verify-full");
      return { user, password: pass, host: host[0], port: port[0], database };
    },
    500,
  ],
  mysql2: [
    (uri) => {
      const { ssl, ...parts } = parseUrl(uri);
      assert.deepEqual(ssl, { ca: authority.ca, rejectUnauthorized: true, verifyIdentity: true });
      return parts;
    },
    COUNT - 50,
  ],
  mongodb: [
    (uri) => {
      const { credentials, hosts, dbName, tls, tlsCAFile, rejectUnauthorized } = new MongoClient(uri).options;
      assert.deepEqual([tls, tlsCAFile, credentials.source], [true, FILE, "admin"]);
      assert.notEqual(rejectUnauthorized, false);
      const { host, port } = hosts[0];
      return { user: credentials.username, password: credentials.password, host, port, database: dbName };
    },
    COUNT - 50,
  ],
  ioredis: [
    (uri) => {
      const { username, password, host, port, db, tls } = new Redis(uri, { lazyConnect: true }).options;
      assert.ok(tls);
      return { user: username, password, host, port, database: db };
    },
    COUNT,
  ],
  redis: [
    (uri) => {
      const { username, password, database, socket } = RedisClient.parseURL(uri);
      assert.equal(socket.tls, true);
      return { user: username, password, host: socket.host, port: socket.port, database };
    },
    COUNT,
  ],
  "@opensearch-project/opensearch": [
    (uri) => {
      const { username, password, hostname, port, protocol } = new URL(uri);
      assert.equal(protocol, "https:");
      return { user: decodeURIComponent(username), password: decodeURIComponent(password), host: hostname, port };
    },
    COUNT,
  ],
};

for (const [driver, [read, least]] of Object.entries(READERS)) {
  test(`toUri is read back by the parser of ${driver}`, () => {
    for (const [uri, parts] of formsOf(driver, (connection) => connection.toUri({ caFile: FILE }), least)) {
      const found = read(uri);
      const { database, ...others } = parts;
      const expected = { ...others, port: String(PORT), ...("database" in found ? { database } : {}) };
      const strings = Object.fromEntries(Object.entries(found).map(([name, value]) => [name, String(value)]));
      assert.deepEqual({ ...strings, host: bare(strings.host) }, expected, uri);
    }
  });
}

test("every driver with a connection string has a reader here", () => {
  assert.deepEqual(
    Object.keys(READERS),
    driverNames.filter((name) => name !== "kafkajs"),
  );
});

test("toUri of pg is read back by libpq", () => {
  const forms = formsOf("pg", (connection) => connection.toUri({ caFile: FILE }), READERS.pg[1]);
  const found = libpq(forms.map(([uri]) => uri));
  for (const [at, [, { database, ...parts }]] of forms.entries()) {
    const expected = { ...parts, port: String(PORT), dbname: database, sslmode: "verify-full", sslrootcert: FILE };
    assert.deepEqual(found[at], expected);
  }
});

const base64 = (line) => line.split(" ").map((part) => Buffer.from(part, "base64").toString());

for (const [driver, caFile, least] of [
  ["pg", FILE, COUNT - 50],
  ["mysql2", "folder of ü's/ca.crt", 500],
]) {
  test(`toJdbc of ${driver} is read back by its JDBC driver`, () => {
    const forms = formsOf(driver, (connection) => connection.toJdbc({ caFile }), least);
    const jars = ["postgresql", "mariadb-java-client"].map((name) => `/usr/share/java/${name}.jar`).join(":");
    const output = execFileSync("java", ["-cp", jars, "-Dfile.encoding=UTF-8", parser("Jdbc.java")], {
      input: forms.map(([url]) => `${url}\n`).join(""),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const lines = output.split("\n");
    for (const [at, [url, { host, database }]] of forms.entries()) {
      const [found, ...others] = base64(lines[at]);
      assert.deepEqual([bare(found), ...others], [host, String(PORT), database, "verify-full", caFile], url);
    }
  });
}

test("toDotNet is read back by .NET", () => {
  const program = join(folder, "DotNet.exe");
  execFileSync("mcs", [parser("DotNet.cs"), "-r:System.Data", `-out:${program}`], { stdio: "pipe" });
  const names = {
    pg: ["Host", "Port", "Username", "Database", "SSL Mode", "Root Certificate"],
    mysql2: ["Server", "Port", "User ID", "Database", "SSL Mode", "SSL CA"],
  };
  for (const driver of ["pg", "mysql2"]) {
    const forms = formsOf(driver, (connection) => connection.toDotNet({ caFile: FILE }));
    const input = forms.map(([text]) => `${text}\n`).join("");
    const output = execFileSync("mono", [program, ...names[driver]], { input, encoding: "utf8", maxBuffer: 2 ** 28 });
    const lines = output.split("\n");
    for (const [at, [, { host, user, database }]] of forms.entries()) {
      assert.deepEqual(base64(lines[at]), [host, String(PORT), user, database, "VerifyFull", FILE]);
    }
  }
});

/** The variables that tools of each engine read, which take their values as they are. */
const VARIABLES = {
  pg: ({ host, user, password, database }) => ({
    ...{ PGHOST: host, PGPORT: String(PORT), PGUSER: user, PGPASSWORD: password, PGDATABASE: database },
    ...{ PGSSLMODE: "verify-full", PGSSLROOTCERT: FILE, PGSSL: "verify-full" },
  }),
  mysql2: ({ host, password }) => ({ MYSQL_HOST: host, MYSQL_TCP_PORT: String(PORT), MYSQL_PWD: password }),
  mongodb: (_, uri) => ({ MONGODB_URI: uri }),
  ioredis: ({ password }, uri) => ({ REDIS_URL: uri, REDISCLI_AUTH: password }),
  kafkajs: ({ host, user, password }) => ({
    ...{ KAFKA_BROKERS: `${host}:${PORT}`, KAFKA_USERNAME: user, KAFKA_PASSWORD: password },
  }),
  "@opensearch-project/opensearch": (_, uri) => ({ OPENSEARCH_URL: uri }),
};
VARIABLES.postgres = VARIABLES.pg;
VARIABLES.redis = VARIABLES.ioredis;

for (const driver of driverNames) {
  test(`toEnv of ${driver} has the parts as they are, and the string that its parser reads back`, () => {
    for (const [connection, parts] of connections(driver)) {
      const uri = form(() => connection.toUri({ caFile: FILE }));
      const expected = { ...VARIABLES[driver](parts, uri), NODE_EXTRA_CA_CERTS: FILE };
      const env = form(() => connection.toEnv({ caFile: FILE }));
      assert.deepEqual(env, uri === undefined ? expected : { ...expected, DATABASE_URL: uri });
    }
  });
}
