// The simulator's server, with peers that do not speak HTTP, or too much of it at once.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { BIN, Program } from "../support/program.mjs";

const TOKEN = "dop_v1_simulator";
const isWindows = process.platform === "win32";

const HEAD = `host: x\r\nauthorization: Bearer ${TOKEN}\r\n`;
const get = (target, method = "GET", head = HEAD) => `${method} ${target} HTTP/1.1\r\n${head}\r\n`;
const post = (body, head = `content-length: ${body.length}\r\n`) =>
  `POST /v2/databases HTTP/1.1\r\n${HEAD}connection: close\r\n${head}\r\n${body}`;
const chunked = (...chunks) => post(chunks.join(""), "transfer-encoding: chunked\r\n");

const MIB = 2 ** 20;
const CLUSTER = JSON.stringify({ name: "raw", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" });

/** Requests, and the statuses of their responses; without a status, the connection just ends. */
const REQUESTS = [
  ["no HTTP at all", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", [400]],
  ["an empty line", "\r\n\r\n\r\n\r\n", []],
  ["bytes at random", Array.from({ length: 500 }, (_, at) => String.fromCharCode((at * 97) % 256)).join(""), [400]],
  ["no host", get("/v2/databases", "GET", ""), [400]],
  ["another protocol", "GET / FTP/1.1\r\n\r\n", [400]],
  ["HTTP/9.9", "GET / HTTP/9.9\r\nhost: x\r\n\r\n", [400]],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  ["a method that is none", get("/v2/databases", "STEAL"), [400]],
  ["a length that is no number", post("{}", "content-length: many\r\n"), [400]],
  ["a negative length", post("{}", "content-length: -2\r\n"), [400]],
  ["a length of 99 digits", post("{}", `content-length: ${"9".repeat(99)}\r\n`), [400]],
  ["two lengths", post("{}", "content-length: 2\r\ncontent-length: 3\r\n"), [400]],
  ["a length and chunks", post("0\r\n\r\n", "content-length: 5\r\ntransfer-encoding: chunked\r\n"), [400]],
  ["chunks that are none", chunked("zz\r\n{}\r\n0\r\n\r\n"), [400]],
  ["a chunk of a length beyond 2^64", chunked(`${"f".repeat(20)}\r\n{}\r\n`), [400]],
  // The server closes when it has read 16 kB. With more on the way than it has read, TCP may reset the connection before
  // the answer is read.
  ["a header of 20 kB", get("/v2/databases", "GET", `${HEAD}x-long: ${"a".repeat(20_000)}\r\n`), [431]],
  ["2,000 headers", get("/v2/databases", "GET", HEAD + "a: b\r\n".repeat(2_000)), [200, 431]],
  ["a target of 20 kB", get(`/v2/${"a".repeat(20_000)}`), [431]],
  ["a header without a colon", get("/v2/databases", "GET", `${HEAD}nonsense\r\n`), [400]],
  ["a header with a null byte", get("/v2/databases", "GET", `${HEAD}x: a\0b\r\n`), [400]],
  ["a token of other bytes", get("/v2/databases", "GET", "host: x\r\nauthorization: Bearer \xff\xfe\r\n"), [401]],
  [
    "a token like a property",
    get("/v2/databases", "GET", "host: x\r\n__proto__: x\r\nauthorization: __proto__\r\n"),
    [401],
  ],
  ["a body that is too long", post("x".repeat(MIB + 1)), [413]],
  ["chunks that are too long", chunked(...Array(20).fill(`10000\r\n${"x".repeat(65_536)}\r\n`), "0\r\n\r\n"), [413]],
  ["a body of broken UTF-8", post('{"name":"\xff\xc0"}'), [400]],
  ["a body of ten thousand brackets", post("[".repeat(10_000)), [400]],
  ["a body of a lone surrogate", post('{"name":"\\ud800"}'), [400, 422]],
  ["a body of numbers beyond all", post('{"num_nodes":1e999999}'), [400, 422]],
  ["an escape that is cut off", get("/v2/databases/%"), [404]],
  ["an escape that is none", get("/v2/databases/%zz?tag_name=%zz&%=%"), [404]],
  ["an escape that is no UTF-8", get("/v2/registries/%ff%fe"), [404]],
  ["an escaped null byte", get("/v2/databases/%00"), [404]],
  ["bytes beyond ASCII in the target", get("/v2/databases/\xff"), [400, 404]],
  ["pages beyond all", get("/v2/databases/options?page=99999999999999999999&per_page=-1"), [200, 422]],
  ["a target without a slash", get("v2/databases"), [400, 404]],
  ["dots in a target", get("/v2/../v2/databases"), [404]],
  ["slashes only", get("////////"), [404]],
  ["the target of a proxy", get("http://api.digitalocean.com/v2/databases"), [200]],
  ["the target of a proxy, without a path", get("http://api.digitalocean.com"), [404]],
  ["an asterisk", get("*", "OPTIONS"), [204]],
  ["an asterisk to read", get("*"), [404]],
  ["a preflight", get("/v2/databases", "OPTIONS"), [204]],
  ["CONNECT", get("x:443", "CONNECT"), []],
  ["TRACE", get("/v2/databases", "TRACE"), [405]],
  ["HEAD", get("/v2/databases", "HEAD"), [200, 405]],
  ["an upgrade", get("/v2/databases", "GET", `${HEAD}connection: upgrade\r\nupgrade: websocket\r\n`), [200]],
  ["an expectation", post(CLUSTER, `content-length: ${CLUSTER.length}\r\nexpect: a miracle\r\n`), [417]],
  ["HTTP/1.0", `GET /v2/databases HTTP/1.0\r\n${HEAD}\r\n`, [200]],
  ["three requests at once", get("/v2/databases") + get("/v2/nothing") + get("/v2/registry"), [200, 404, 200]],
];

/** Requests that are never ended, or too long to be answered: the peer goes, or waits. */
const HALVES = [
  get(`/v2/${"a".repeat(1_000_000)}`),
  "",
  "G",
  "GET /v2/databases HTTP/1.1\r\n",
  `GET /v2/databases HTTP/1.1\r\n${HEAD}`,
  post("{", "content-length: 100\r\n"),
  chunked("5\r\n{"),
  chunked("ffffff\r\n{"),
  post("x".repeat(1_000), `content-length: ${2 * MIB}\r\n`),
  post(CLUSTER).replace("connection: close\r\n", ""),
];

let program;
let url;

before(async () => {
  program = new Program([...BIN, "--port", "0", "--no-rate-limit"]);
  url = await program.url();
});
after(() => program.stop());

/** Milliseconds after which a connection counts as hung. Nothing is measured by it. */
const PATIENCE = 60_000;

/** Asks as a client should; that works, whatever came before. */
async function answersProperly(address = url) {
  const headers = { authorization: `Bearer ${TOKEN}`, connection: "close" };
  const response = await fetch(`${address}/v2/databases`, { headers });
  assert.equal(response.status, 200);
  assert.ok((await response.json()).databases.length >= 4);
}

async function open(address = url) {
  const socket = connect(Number(new URL(address).port), "127.0.0.1").on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

const serves = (address) =>
  answersProperly(address).then(
    () => true,
    () => false,
  );

/** Sends bytes, then no more; resolves to the statuses of what comes until the connection ends. */
async function statuses(bytes) {
  const socket = await open();
  let text = "";
  socket.setEncoding("latin1").on("data", (part) => {
    text += part;
  });
  socket.write(bytes, "latin1");
  // Half closed: what is awaited yet is still answered.
  socket.end();
  await Promise.race([once(socket, "close"), sleep(PATIENCE, undefined, { ref: false })]);
  assert.ok(socket.closed, `still open after ${text}`);
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

for (const [what, bytes, expected] of REQUESTS) {
  test(`${what} is answered with ${expected.join(" or ") || "nothing"}`, async () => {
    const found = await statuses(bytes);
    if (what.startsWith("three")) assert.deepEqual(found, expected);
    else assert.ok(expected.length === 0 ? found.length === 0 : expected.includes(found[0]), `${found}`);
    await answersProperly();
  });
}

test("half requests, and peers that are gone, hurt nobody", async () => {
  const open_ = [];
  for (const half of HALVES) {
    const [gone, reset, waiting] = await Promise.all([open(), open(), open()]);
    for (const socket of [gone, reset, waiting]) socket.write(half, "latin1");
    gone.end();
    reset.resetAndDestroy();
    open_.push(waiting);
    await answersProperly();
  }
  for (const socket of open_) socket.destroy();
  await answersProperly();
});

test("a body without an end is refused as soon as it is too long", async () => {
  const socket = await open();
  let text = "";
  socket.on("data", (part) => {
    text += part;
  });
  socket.write(chunked().replace("connection: close\r\n", ""));
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
  for (const end = Date.now() + PATIENCE; text === "" && Date.now() < end; await sleep(1)) socket.write(chunk);
  assert.match(text, /^HTTP\/1\.1 413 /);
  socket.destroy();
  await answersProperly();
});

test("random bytes after a proper beginning never end it", async () => {
  let state = 42;
  const random = (below) => {
    state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647;
    return state % below;
  };
  const sources = [get("/v2/databases"), post(CLUSTER), chunked("2\r\n{}\r\n0\r\n\r\n")];
  for (let count = 0; count < 300; count++) {
    const bytes = Buffer.from(sources[random(sources.length)], "latin1");
    for (let change = 0; change <= random(4); change++) bytes[random(bytes.length)] = random(256);
    const socket = await open();
    socket.end(bytes.subarray(0, 1 + random(bytes.length)));
    socket.resume();
  }
  await answersProperly();
});

test("2,000 connections at once are all answered", async () => {
  const started = performance.now();
  const sockets = await Promise.all(Array.from({ length: 2_000 }, () => open()));
  const answers = await Promise.all(
    sockets.map(async (socket) => {
      socket.write(get("/v2/registry/options"));
      const [part] = await once(socket, "data");
      return String(part).slice(0, 12);
    }),
  );
  assert.deepEqual([...new Set(answers)], ["HTTP/1.1 200"]);
  await answersProperly();
  for (const socket of sockets) socket.destroy();
  await answersProperly();
  console.log(`2,000 connections: ${Math.round(performance.now() - started)} ms`);
});

test("with 256 files it serves again once connections have gone", { skip: isWindows }, async (t) => {
  const limited = new Program(["sh", "-c", 'ulimit -n 256 && exec "$@"', "sh", ...BIN, "--port", "0"]);
  t.after(() => limited.stop());
  const address = await limited.url();
  for (let round = 0; round < 3; round++) {
    const sockets = await Promise.all(Array.from({ length: 2_000 }, () => open(address).catch(() => undefined)));
    for (const socket of sockets) socket?.write("GET /v2/databases HTTP/1.1\r\n");
    await sleep(200);
    for (const socket of sockets) socket?.destroy();
    // Until the server has seen that they are gone, it has no file for another.
    for (const end = Date.now() + PATIENCE; !(await serves(address)) && Date.now() < end; ) await sleep(50);
    await answersProperly(address);
  }
  assert.ok(limited.stderr.length < 10_000, `${limited.stderr.length} characters of complaints`);
});

test("it printed no complaint", () => {
  assert.equal(program.stderr, "");
});
