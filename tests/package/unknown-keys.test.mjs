// Keys that an operation does not know: sent with a warning, refused or sent silently, with the closest known name.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DigitalOcean, InvalidRequestError } from "digitalocean-wasm";
import { EVERY } from "../support/answers.mjs";
import { rejection } from "../support/settled.mjs";

const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };

let sent;
let lines;
beforeEach(() => {
  sent = [];
  lines = [];
});
const logger = { debug() {}, info() {}, warn: (line) => lines.push(line), error() {} };
const fetch = async (url, init) => {
  sent.push({ url, body: init.body });
  return Response.json(EVERY);
};
const connect = (options) => new DigitalOcean({ token: "dop_v1_unknown", fetch, logger, ...options });

for (const [name, call, message] of [
  ["a parameter", (c) => c.databases.list({ tag: "web" }), "query.tag: unknown key; did you mean `tag_name`?"],
  ["a parameter like no other", (c) => c.databases.list({ verbose: true }), "query.verbose: unknown key"],
  [
    "a field",
    (c) => c.databases.create({ ...CLUSTER, storage_size: 1 }),
    "storage_size: unknown key; did you mean `storage_size_mib`?",
  ],
  [
    "a longer name",
    (c) => c.databases.create({ ...CLUSTER, firewall_rules: [] }),
    "firewall_rules: unknown key; did you mean `rules`?",
  ],
  [
    "a setting of an engine",
    (c) => c.databases.config.update("x", { config: { work_mems: 8 } }),
    "config.work_mems: unknown key; did you mean `work_mem`?",
  ],
  [
    "a field in camel case",
    (c) => c.databases.create({ ...CLUSTER, privateNetworkUuid: "x" }),
    "privateNetworkUuid: unknown key; did you mean `private_network_uuid`?",
  ],
  [
    "a field three levels down",
    (c) => c.databases.create({ ...CLUSTER, autoscale: { storage: { enabled: true, treshold_percent: 80 } } }),
    "autoscale.storage.treshold_percent: unknown key; did you mean `threshold_percent`?",
  ],
  [
    "a field in a list",
    (c) =>
      c.databases.create({
        ...CLUSTER,
        rules: [
          { type: "tag", value: "a" },
          { typ: 1, type: "tag", value: "b" },
        ],
      }),
    "rules[1].typ: unknown key; did you mean `type`?",
  ],
  [
    "a field that needs quotes",
    (c) => c.databases.create({ ...CLUSTER, "num-nodes": 1 }),
    '["num-nodes"]: unknown key; did you mean `num_nodes`?',
  ],
  [
    "a line break",
    (c) => c.databases.list({ "tag\nname": "a" }),
    'query["tag\\nname"]: unknown key; did you mean `tag_name`?',
  ],
  ["no letters", (c) => c.databases.create({ ...CLUSTER, "": 1 }), '[""]: unknown key'],
]) {
  test(`${name}: refused before anything is sent, or warned of once and sent, or only sent`, async () => {
    const error = await rejection(call(connect({ unknownKeys: "refuse" })));
    assert.equal(error.constructor, InvalidRequestError);
    if (message.includes("did you mean")) assert.equal(error.message, message);
    else assert.ok(error.message.startsWith(message), error.message);
    assert.match(error.operation, /^databases\./);
    const dry = connect({ unknownKeys: "refuse", dryRun: true });
    assert.equal((await rejection(call(dry))).message, error.message);
    assert.equal(sent.length, 0);

    await call(connect({ unknownKeys: "send" }));
    assert.equal(sent.length, 1);
    assert.deepEqual(lines, []);

    await call(connect());
    await call(connect({ logLevel: "error" }));
    assert.equal(sent.length, 3);
    assert.deepEqual(lines, [`digitalocean-wasm: ${error.operation}: ${error.message}`]);
  });
}

test("an option of a call takes precedence", async () => {
  const own = connect({ unknownKeys: "refuse" });
  await own.databases.list({ limit: 5 }, { unknownKeys: "send" });
  assert.equal(sent.length, 1);
  await assert.rejects(connect().databases.list({ limit: 5 }, { unknownKeys: "refuse" }), { code: "invalid_request" });
  assert.equal(sent.length, 1);
  assert.deepEqual(lines, []);
});

test("without a logger, console.warn is called", async () => {
  const { warn } = console;
  console.warn = (line) => lines.push(line);
  try {
    const own = connect({ logger: undefined });
    await own.databases.list({ tga_name: "a" });
    await own.databases.list({ tga_name: "b" });
  } finally {
    console.warn = warn;
  }
  assert.deepEqual(lines, ["digitalocean-wasm: databases.list: query.tga_name: unknown key; did you mean `tag_name`?"]);
});

test("a logger that throws fails no call", async () => {
  const broken = { ...logger, warn: () => assert.fail() };
  await connect({ logger: broken }).databases.list({ thrown: 1 });
  assert.equal(sent.length, 1);
});

test("maps, values of any type, raw requests, and what is undefined have no unknown keys", async () => {
  const own = connect({ unknownKeys: "refuse" });
  await own.request("POST", "/v2/x", { query: { any: 1 }, body: { any: { thing: 1 } } });
  await own.databases.list({ tag_name: "a", other: undefined });
  await own.databases.create({ ...CLUSTER, other: undefined });
  await own.databases.config.update("x", { config: { pg_parameters: { any_name: "1" } } });
  assert.equal(sent.length, 4);
  assert.deepEqual(lines, []);
});

test("parameters that the API puts into the link to a next page are its own", async () => {
  const next = "https://api.digitalocean.com/v2/registries/r/repositoriesV2?page=2&new_cursor=x";
  const pages = [{ repositories: [1], links: { pages: { next } } }, { repositories: [2] }];
  const own = connect({ unknownKeys: "refuse", fetch: async () => Response.json(pages.shift()) });
  assert.deepEqual(await own.registries.repositories.list("r").all(), [1, 2]);
});

test("a first call, which loads the WebAssembly, and one of any number of keys are no different", async () => {
  const { DigitalOcean: Fresh } = await import(`${import.meta.resolve("digitalocean-wasm")}?fresh`);
  const own = new Fresh({ token: "dop_v1_unknown", fetch, logger, unknownKeys: "refuse" });
  assert.equal((await rejection(own.databases.list({ tag: "a" }))).message.split(";")[0], "query.tag: unknown key");
  const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`made_up_${index}`, 1]));
  await connect().databases.list(many);
  assert.equal(sent.length, 1);
  assert.ok(lines.length > 900 && lines.length <= 1_000, String(lines.length));
});

test("another word for unknownKeys is refused", () => {
  assert.throws(
    () => connect({ unknownKeys: "throw" }),
    /^InvalidRequestError: unknownKeys: expected one of warn, refuse, send/,
  );
});
