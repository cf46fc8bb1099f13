// The commands of a connection, read back by a shell and the parser of each tool: 10,000 random users, passwords and
// databases.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { connectionFor } from "digitalocean-wasm/connect";
import { cluster } from "./answers.mjs";
import { libpq } from "./parsers/libpq.mjs";
import { readCommands, writeScript } from "./parsers/shell.mjs";
import { COUNT, ca, connections, ENGINES, FILE, form, formsOf, PORT } from "./random-connections.mjs";

const HALF = COUNT / 2;

/** Commands of random connections, of which a shell reads the arguments as they are. */
function commandsOf(driver, least) {
  const forms = formsOf(driver, (connection) => connection.toCommand({ caFile: FILE }), least);
  const found = readCommands(forms.map(([command]) => command));
  assert.equal(found.length, forms.length);
  return forms.map(([command, parts], at) => ({ command, parts, ...found[at] }));
}

test("toCommand of psql is read back by a shell and libpq", () => {
  const all = commandsOf("pg");
  const found = libpq(all.map(({ words }) => words[1]));
  for (const [at, { command, words, parts }] of all.entries()) {
    const { database, password, ...others } = parts;
    assert.deepEqual(words, [command.program, ...command.args]);
    const expected = { ...others, port: String(PORT), dbname: database, sslmode: "verify-full", sslrootcert: FILE };
    assert.deepEqual(found[at], expected);
    assert.deepEqual(command.env, { PGPASSWORD: password });
  }
});

for (const [driver, program] of [
  ["mysql2", "mysql"],
  ["ioredis", "valkey-cli"],
]) {
  test(`toCommand of ${program} is read back by a shell`, () => {
    for (const { command, words, parts } of commandsOf(driver)) {
      assert.deepEqual(words, [command.program, ...command.args]);
      assert.ok(command.args.includes(parts.user) || command.args.includes(`--user=${parts.user}`));
      assert.deepEqual(Object.values(command.env), [parts.password]);
    }
  });
}

test("toCommand of mongosh has the connection string in its environment, and a shell reads the rest", () => {
  const uris = formsOf("mongodb", (connection) => connection.toUri({ caFile: FILE }));
  for (const [at, { command, words }] of commandsOf("mongodb").entries()) {
    assert.deepEqual(words, [command.program, ...command.args]);
    assert.deepEqual(command.env, { MONGODB_URI: uris[at][0] });
  }
});

/** Runs a configuration of curl with thousands of requests; the `authorization` of each, by its path. */
async function requestByCurl(configure) {
  const found = {};
  const server = createServer((request, response) => {
    found[request.url] = request.headers.authorization;
    response.writeHead(204).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const file = join(mkdtempSync(join(tmpdir(), "digitalocean-wasm-curl-")), "config");
  writeFileSync(file, configure(`http://127.0.0.1:${server.address().port}`));
  try {
    // Without a password it would ask for one.
    const line = `curl --disable --noproxy '*' --silent --config "$0" < /dev/null`;
    await promisify(execFile)("sh", ["-c", line, file], { timeout: 60_000, killSignal: "SIGKILL" });
  } finally {
    server.close();
  }
  return found;
}

test("toCommand of curl is read back by a shell, and its file by curl, which logs in to a server by it", async () => {
  const all = commandsOf("@opensearch-project/opensearch", HALF);
  const found = await requestByCurl((address) =>
    all.map(({ rest }, at) => `url = "${address}/${at}"\n${rest}`).join("next\n"),
  );
  for (const [at, { words, parts }] of all.entries()) {
    const host = parts.host.includes(":") ? `[${parts.host}]` : parts.host;
    assert.deepEqual(words, ["curl", "--config", "/dev/fd/3", "--cacert", FILE, `https://${host}:${PORT}`]);
    const [, encoded] = /^Basic (.+)$/.exec(found[`/${at}`]);
    assert.equal(Buffer.from(encoded, "base64").toString(), `${parts.user}:${parts.password}`);
  }
});

test("toCommand of kcat is read back by a shell and kcat", () => {
  const forms = formsOf("kafkajs", (connection) => connection.toCommand({ caFile: FILE }), HALF);
  // The last argument, -L, would connect. Each is a process, for kcat reads one file only.
  const lines = forms.map(([command]) => [String(command).replace(" -L 3<<", " -X dump 3<<"), command.env]);
  const pick = `sh "$0" 2>/dev/null | grep --text '^sasl[.]\\(username\\|password\\) = \\|^ssl.ca.location = '`;
  const output = execFileSync("sh", ["-c", pick, writeScript("", lines)], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const found = output.split("\n").slice(0, -1);
  assert.equal(found.length, 3 * forms.length);
  for (const [at, [, { user, password }]] of forms.entries()) {
    const expected = { "sasl.username": user, "sasl.password": password, "ssl.ca.location": FILE };
    const read = found.slice(3 * at, 3 * at + 3).map((line) => /^(\S+) = (.*)$/s.exec(line).slice(1));
    assert.deepEqual(Object.fromEntries(read), expected);
  }
});

test("curl and kcat read 100 random passwords from their programs and arguments, which start a shell", () => {
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
