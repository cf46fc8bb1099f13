// `npx digitalocean-wasm simulator`, as a user of another language starts it.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BIN, NPX, Program, runProgram } from "../support/program.mjs";

const file = fileURLToPath(new URL("node_modules/digitalocean-wasm/bin.js", import.meta.url));
const NODE = [process.execPath, file, "simulator"];
const CLUSTER = { name: "kept", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const isWindows = process.platform === "win32";

const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the program at a free port; resolves to it and to a function that calls it. */
async function start(t, parameters, command = NODE) {
  const program = new Program([...command, "--port", "0", ...parameters]);
  t.after(() => program.stop());
  const url = await program.url();
  const call = async (path, { method = "GET", body, token = "dop_v1_simulator" } = {}) => {
    const headers = { authorization: `Bearer ${token}`, connection: "close" };
    const response = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: response.status, ...(response.status === 204 ? {} : await response.json()) };
  };
  return { program, url, call };
}

const names = async (call) => (await call("/v2/databases")).databases.map(({ name }) => name);

const COMMANDS = { "node bin.js": NODE, ...(!isWindows && { "the link in .bin": BIN, npx: NPX }) };

for (const [how, command] of Object.entries(COMMANDS)) {
  test(`${how} serves, and ends with its standard input`, async (t) => {
    const { program, url, call } = await start(t, ["--exit-with-stdin"], command);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(await names(call), ["backend", "orders", "events", "sessions"]);
    const tokens = program.stdout.match(/dop_v1_simulator\w*/g);
    assert.deepEqual([...new Set(tokens)].sort(), [
      "dop_v1_simulator",
      "dop_v1_simulator_empty",
      "dop_v1_simulator_read",
      "dop_v1_simulator_several",
    ]);
    for (const token of tokens) assert.equal((await call("/v2/databases", { token })).status, 200);
    const example = /try: curl -H "authorization: Bearer (\w+)" (\S+)/.exec(program.stdout);
    assert.deepEqual(example.slice(1), ["dop_v1_simulator", `${url}/v2/databases`]);
    assert.equal(await program.endInput(), 0);
    assert.equal(program.stderr, "");
    await assert.rejects(fetch(url), "the port is free");
  });
}

test("--seed, --no-rate-limit and --speed do what they say", async (t) => {
  const { call } = await start(t, ["--seed", "empty", "--no-rate-limit", "--speed", "100000"]);
  assert.deepEqual(await names(call), []);
  const { database } = await call("/v2/databases", { method: "POST", body: CLUSTER });
  assert.equal(database.status, "creating");
  // Five minutes pass in three thousandths of a second.
  let { status } = database;
  for (let round = 0; round < 1_000 && status !== "online"; round++) {
    status = (await call(`/v2/databases/${database.id}`)).database.status;
  }
  assert.equal(status, "online");
  for (let count = 0; count < 300; count++) assert.equal((await call("/v2/registry/options")).status, 200);
});

test("requests are limited by default", async (t) => {
  const { call } = await start(t, []);
  for (let count = 0; count < 250; count++) assert.equal((await call("/v2/registry/options")).status, 200);
  assert.equal((await call("/v2/registry/options")).status, 429);
});

test("--log prints a line for each request, the last ones at the end", async (t) => {
  const { program, call } = await start(t, ["--log", "--exit-with-stdin"]);
  await call("/v2/databases?page=1");
  await call("/v2/nothing", { token: "secret" });
  await program.until(() => program.stdout.includes("GET /v2/nothing 401 unknown"));
  assert.equal((await call("/v2/databases", { method: "POST", body: CLUSTER })).status, 201);
  assert.equal(await program.endInput(), 0);
  const lines = program.stdout.split("\n").filter((line) => /^(GET|POST) /.test(line));
  assert.deepEqual(lines, [
    "GET /v2/databases 200 databases.list",
    "GET /v2/nothing 401 unknown",
    "POST /v2/databases 201 databases.create",
  ]);
  assert.ok(!program.stdout.includes("secret"));
});

for (const [how, command] of Object.entries(COMMANDS)) {
  test(`--log loses nothing to a reader that is late, with ${how}`, async (t) => {
    const { program, call } = await start(t, ["--log", "--no-rate-limit", "--exit-with-stdin"], command);
    program.pauseOutput();
    const path = `/v2/${"x".repeat(5_000)}`;
    for (let count = 0; count < 200; count++) await call(path);
    const ended = program.endInput();
    program.resumeOutput();
    assert.equal(await ended, 0);
    assert.equal(program.stdout.split(`GET ${path} 404 unknown\n`).length, 201);
  });
}

test("a reader of the output that goes away does not end it", async (t) => {
  const { program, call } = await start(t, ["--log"]);
  program.closeOutput();
  for (let count = 0; count < 3; count++) {
    assert.equal((await call("/v2/databases")).status, 200);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.equal(program.stderr, "");
});

for (const signal of isWindows ? [] : ["SIGTERM", "SIGINT", "SIGHUP"]) {
  test(`--state is kept over ${signal}, and the port is free`, async (t) => {
    const state = join(folder, `${signal}.json`);
    const first = await start(t, ["--state", state]);
    assert.equal((await first.call("/v2/databases", { method: "POST", body: CLUSTER })).status, 201);
    const { databases } = await first.call("/v2/databases");
    assert.equal(await first.program.signal(signal), 0);
    const { port } = new URL(first.url);
    // The seed is for a file that does not exist yet.
    const second = new Program([...NODE, "--port", port, "--state", state, "--seed", "empty"]);
    t.after(() => second.stop());
    assert.equal(await second.url(), first.url);
    const response = await fetch(`${first.url}/v2/databases`, {
      headers: { authorization: "Bearer dop_v1_simulator" },
    });
    assert.deepEqual((await response.json()).databases, databases);
  });
}

test("--state is written soon after a change, and time goes on from where it was", async (t) => {
  const state = join(folder, "fast.json");
  const first = await start(t, ["--state", state, "--speed", "1000000", "--seed", "empty"]);
  const { database } = await first.call("/v2/databases", { method: "POST", body: CLUSTER });
  await first.program.until(() => readFileSync(state, "utf8").includes(database.id));
  await first.program.stop();
  const second = await start(t, ["--state", state]);
  const { databases } = await second.call("/v2/databases");
  assert.equal(databases[0].id, database.id);
  const later = await second.call("/v2/databases", { method: "POST", body: { ...CLUSTER, name: "later" } });
  assert.ok(later.database.created_at >= database.created_at, "simulated time never runs backwards");
});

test("--state is for its owner only, whatever was there before", { skip: isWindows }, async (t) => {
  const state = join(folder, "private.json");
  writeFileSync(state, "{}");
  writeFileSync(`${state}.new`, "left over");
  chmodSync(state, 0o644);
  chmodSync(`${state}.new`, 0o666);
  const { call, program } = await start(t, ["--state", state]);
  const mode = () => (statSync(state).mode & 0o777).toString(8);
  assert.equal(mode(), "600");
  await call("/v2/databases", { method: "POST", body: CLUSTER });
  await program.until(() => readFileSync(state, "utf8").includes("kept"));
  assert.equal(mode(), "600");
  assert.equal(existsSync(`${state}.new`), false);
});

for (const [content, complaint] of [
  ["{", /JSON/],
  ["", /JSON/],
  ["null", /must be an object/],
  ['"empty"', /must be an object/],
  ["[]", /must be one of|must be an object/],
  ['{"accounts":3}', /accounts: invalid type/],
  ['{"now":"yesterday"}', /now: must be a time/],
  ['{"unknown":1}', /unknown/],
]) {
  test(`a state that is ${content || "empty"} is an error that names the file, which stays`, async () => {
    const state = join(folder, "broken.json");
    writeFileSync(state, content);
    const { code, stdout, stderr } = await runProgram([...NODE, "--port", "0", "--state", state]);
    assert.equal(code, 1);
    assert.ok(stderr.startsWith(`${state}: not a state of the simulator: `), stderr);
    assert.match(stderr, complaint);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.equal(stdout, "");
    assert.equal(readFileSync(state, "utf8"), content);
  });
}

test("a state that cannot be read or written is an error at once", async () => {
  for (const state of [folder, join(folder, "nothing", "here.json")]) {
    const { code, stderr, stdout } = await runProgram([...NODE, "--port", "0", "--state", state]);
    assert.equal(code, 1, stdout);
    assert.ok(stderr.startsWith(`${state}: `), stderr);
    assert.equal(stdout, "");
  }
});

test("a port that is taken, and an address that is none, are errors in one line", async (t) => {
  const other = createServer().listen(0, "127.0.0.1");
  t.after(() => other.close());
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address();
  const taken = await runProgram([...NODE, "--port", String(port)]);
  assert.equal(taken.code, 1);
  assert.equal(
    taken.stderr,
    `cannot listen on 127.0.0.1, port ${port}: another program has it; --port 0 takes any free one\n`,
  );
  const nowhere = await runProgram([...NODE, "--port", "0", "--host", "192.0.2.1"]);
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.stderr, /^cannot listen on 192\.0\.2\.1, port 0: .*EADDRNOTAVAIL.*\n$/);
});

for (const [parameters, complaint] of [
  [["--fast"], "Unknown option '--fast'"],
  [["--port"], "Option '--port <value>' argument missing"],
  [["--port", "--log"], "Option '--port' argument is ambiguous"],
  [["--log=yes"], "Option '--log' does not take an argument"],
  ...["abc", "-1", "70000", "1.5", "0x"].map((port) => [
    [`--port=${port}`],
    "--port: must be a whole number from 0 to 65535",
  ]),
  [["--port="], "--port: needs a value"],
  [["--host", ""], "--host: needs a value"],
  [["--state", " "], "--state: needs a value"],
  ...["x", "-1", "NaN", "Infinity", "1000001"].map((speed) => [
    [`--speed=${speed}`],
    "--speed: must be a number from 0 to 1000000",
  ]),
  [["--speed="], "--speed: needs a value"],
  [["--seed", "huge"], "--seed: must be one of example, empty, several, small-team, large"],
  [["again"], "there is no simulator again, only simulator, clean-up and connect"],
]) {
  test(`${parameters.join(" ")} is refused`, async () => {
    const { code, stdout, stderr } = await runProgram([...NODE, ...parameters]);
    assert.equal(code, 2);
    const [first, , ...help] = stderr.split("\n");
    assert.equal(first.replace(/\.$/, ""), complaint);
    assert.ok(help.join("\n").includes("--no-rate-limit"));
    assert.equal(stdout, "");
  });
}

test("without a command it says so, and --help shows the options", async () => {
  const nothing = await runProgram([process.execPath, file]);
  assert.equal(nothing.code, 2);
  assert.match(nothing.stderr, /^say what to run: simulator, clean-up or connect\n/);
  for (const command of [
    [...NODE, "--help"],
    [process.execPath, file, "--help"],
  ]) {
    const { code, stdout, stderr } = await runProgram(command);
    assert.equal(code, 0);
    assert.equal(stderr, "");
    for (const name of ["port", "host", "seed", "speed", "state", "no-rate-limit", "log", "exit-with-stdin", "help"]) {
      assert.match(stdout, new RegExp(`^  --${name} `, "m"));
    }
  }
});
