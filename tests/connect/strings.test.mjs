// Every string form of a connection, read back by the parser of its tool: 10,000 random users, passwords and databases.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { connectionFor, driverNames } from "digitalocean-wasm/connect";
import { Redis } from "ioredis";
import { MongoClient } from "mongodb";
import postgres from "postgres";
import { caAnswer, cluster } from "./answers.mjs";
import { createAuthority } from "./certificates.mjs";
import { createRandom } from "./random.mjs";

const COUNT = 10_000;
const FILE = "folder of ü's/ca & co.crt";
const PORT = 25_060;

const require = createRequire(import.meta.url);
const { parse } = require("pg-connection-string");
const { default: RedisClient } = require("@redis/client/dist/lib/client");
const { parseUrl } = require("./node_modules/mysql2/lib/connection_config.js");

const authority = createAuthority();
const ca = caAnswer(authority);
const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-parsers-"));
const parser = (name) => fileURLToPath(new URL(`parsers/${name}`, import.meta.url));

const ENGINES = {
  pg: ["pg", "postgresql"],
  postgres: ["pg", "postgresql"],
  mysql2: ["mysql", "mysql"],
  mongodb: ["mongodb", "mongodb"],
  ioredis: ["valkey", "rediss"],
  redis: ["valkey", "rediss"],
  kafkajs: ["kafka", "kafka"],
  "@opensearch-project/opensearch": ["opensearch", "https"],
};

/** Drivers that are refused addresses of IPv6. */
const NAMES_ONLY = ["mysql2", "kafkajs"];

/** Random connections of a driver with their parts. Where `database` is false, the engine has numbers for names. */
function* connections(driver, count = COUNT) {
  const random = createRandom(driver.length * 7 + 1);
  const hasNumbers = ENGINES[driver][0] === "valkey";
  for (let at = 0; at < count; at++) {
    const isAddress = at % 10 === 0 && !NAMES_ONLY.includes(driver);
    const host = isAddress ? "2001:db8::1" : `host-${at % 7}.db.ondigitalocean.com`;
    const parts = { host, port: PORT, user: random(), password: random(24) };
    const database = hasNumbers ? String(at % 16) : random();
    try {
      const answer = cluster(...ENGINES[driver], { ...parts, database });
      yield [connectionFor(answer, { driver, ca }), { ...parts, database }];
    } catch (error) {
      // MongoDB allows few names; the others are tried with an ordinary one.
      assert.equal(error.code, "not_expressible");
      const answer = cluster(...ENGINES[driver], { ...parts, database: "people" });
      yield [connectionFor(answer, { driver, ca }), { ...parts, database: "people" }];
    }
  }
}

/** The form of a connection; undefined if it is refused as not expressible. */
function form(make) {
  try {
    return make();
  } catch (error) {
    assert.equal(error.code, "not_expressible", error.stack);
    return undefined;
  }
}

/** The forms of random connections with their parts, of which at least `least` can be expressed. */
function formsOf(driver, make, least = COUNT) {
  const found = [...connections(driver)]
    .map(([connection, parts]) => [form(() => make(connection)), parts])
    .filter(([text]) => text !== undefined);
  assert.ok(found.length >= least, `${found.length} of ${COUNT}`);
  return found;
}

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

const libpq = (strings) =>
  JSON.parse(
    execFileSync("/usr/bin/python3", [parser("libpq.py")], {
      input: JSON.stringify(strings),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    }),
  );

/** The words of lines for a shell, by a shell. */
function words(lines) {
  const script = join(folder, "script.sh");
  writeFileSync(
    script,
    `p() { printf '%s\\0' "$@"; printf '\\001\\0'; }\n${lines.map((line) => `p ${line}\n`).join("")}`,
  );
  const output = execFileSync("sh", [script], { encoding: "utf8", maxBuffer: 2 ** 28 });
  return output
    .split("\u0001\0")
    .slice(0, -1)
    .map((line) => line.split("\0").slice(0, -1));
}

test("toUri of pg is read back by libpq", () => {
  const forms = formsOf("pg", (connection) => connection.toUri({ caFile: FILE }), READERS.pg[1]);
  const found = libpq(forms.map(([uri]) => uri));
  for (const [at, [, { database, ...parts }]] of forms.entries()) {
    const expected = { ...parts, port: String(PORT), dbname: database, sslmode: "verify-full", sslrootcert: FILE };
    assert.deepEqual(found[at], expected);
  }
});

test("toCommand of psql is read back by a shell and libpq", () => {
  const forms = formsOf("pg", (connection) => connection.toCommand({ caFile: FILE }));
  const lines = words(forms.map(([command]) => String(command)));
  const found = libpq(lines.map(([, conninfo]) => conninfo));
  for (const [at, [command, { database, password, ...parts }]] of forms.entries()) {
    assert.deepEqual(lines[at], [command.program, ...command.args]);
    const expected = { ...parts, port: String(PORT), dbname: database, sslmode: "verify-full", sslrootcert: FILE };
    assert.deepEqual(found[at], expected);
    assert.deepEqual(command.env, { PGPASSWORD: password });
  }
});

for (const driver of ["mysql2", "ioredis"]) {
  test(`toCommand of ${driver} is read back by a shell`, () => {
    const forms = formsOf(driver, (connection) => connection.toCommand({ caFile: FILE }));
    const lines = words(forms.map(([command]) => String(command)));
    for (const [at, [command, { user }]] of forms.entries()) {
      assert.deepEqual(lines[at], [command.program, ...command.args]);
      assert.ok(command.args.includes(user) || command.args.includes(`--user=${user}`));
    }
  });
}

test("toCommand of mongosh has the connection string in its environment", () => {
  for (const [connection] of connections("mongodb", 100)) {
    const uri = form(() => connection.toUri({ caFile: FILE }));
    if (uri) assert.deepEqual(connection.toCommand({ caFile: FILE }).env, { MONGODB_URI: uri });
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

test("toEnv has the parts as they are", () => {
  for (const [connection, { host, user, password, database }] of connections("pg", 1_000)) {
    const { PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE } = connection.toEnv();
    const found = [PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE];
    assert.deepEqual(found, [host, String(PORT), user, password, database, "verify-full"]);
  }
});

test("curl and kcat read the random passwords that their commands hand over", () => {
  for (const [connection, { user, password }] of connections("@opensearch-project/opensearch", 100)) {
    const command = form(() => connection.toCommand());
    if (!command) continue;
    const [, script, ...others] = command.args;
    const dump = script.replace(/^curl/, "curl --disable --libcurl - --max-time 0.001 --proxy http://127.0.0.1:9");
    const env = { ...process.env, ...command.env };
    const source = execFileSync("sh", ["-c", `${dump}\ntrue`, ...others], { env, encoding: "utf8", stdio: "pipe" });
    const [, text] = /CURLOPT_USERPWD, "(.*)"\);$/m.exec(source);
    assert.equal(unescapeC(text), `${user}:${password}`);
  }
  for (const [connection, { user, password }] of connections("kafkajs", 100)) {
    const command = form(() => connection.toCommand());
    if (command) assert.deepEqual(readByKcat(command), [user, password]);
  }
});

test("kcat reads a backslash before any sign, or its command is refused", () => {
  const refused = [];
  for (let code = 0x20; code < 0x7f; code++) {
    const password = `q\\${String.fromCharCode(code)}p=`;
    const answer = cluster(...ENGINES.kafkajs, { host: "localhost", port: PORT, user: "doadmin", password });
    const command = form(() => connectionFor(answer, { driver: "kafkajs", ca }).toCommand());
    if (command) assert.deepEqual(readByKcat(command), ["doadmin", password]);
    else refused.push(password);
  }
  assert.deepEqual(refused, ["q\\:p=", "q\\=p="]);
});

/** The user and the password that kcat reads. */
function readByKcat(command) {
  const env = { ...process.env, ...command.env };
  const args = [...command.args.slice(0, -1), "-X", "dump"];
  const dump = execFileSync("sh", args, { env, encoding: "utf8", stdio: "pipe" });
  return ["username", "password"].map((name) => new RegExp(`^sasl\\.${name} = (.*)$`, "m").exec(dump)[1]);
}

/** A string of C, as curl prints it: in octets of UTF-8. */
function unescapeC(text) {
  const octets = text.replace(/\\(x[\da-f]{2}|[0-7]{3}|.)/gi, (_, sign) => {
    if (sign[0] === "x") return String.fromCharCode(Number.parseInt(sign.slice(1), 16));
    return /^\d/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : sign;
  });
  return /[^\0-\xff]/.test(octets) ? octets : Buffer.from(octets, "latin1").toString("utf8");
}
