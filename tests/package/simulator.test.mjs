// The simulator that users get: in this process, with its own clock, faults and recorded requests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AmbiguousWriteError, DigitalOcean } from "digitalocean-wasm";
import { createSimulator } from "digitalocean-wasm/simulator";

const CLUSTER = { name: "backend-2", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const START = Date.parse("2026-01-01T00:00:00Z");

test("a cluster comes online when the clock is advanced", async () => {
  const simulator = await createSimulator();
  const client = simulator.client();
  const { id, status } = await client.databases.create(CLUSTER);
  assert.equal(status, "creating");
  await simulator.clock.advance("4m 59s");
  assert.equal((await client.databases.get(id)).status, "creating");
  await simulator.clock.advance(1_000);
  assert.equal((await client.databases.get(id)).status, "online");
  assert.equal(simulator.clock.now(), START + 300_000);
});

test("the same requests at the same times have the same bytes, in another simulator and after a reset", async () => {
  const story = async (simulator) => {
    const bytes = [];
    const client = simulator.client({
      fetch: async (url, init) => {
        const response = await simulator.fetch(url, init);
        const text = await response.clone().text();
        bytes.push([response.status, [...response.headers], text]);
        return response;
      },
    });
    const { id } = await client.databases.create(CLUSTER);
    await simulator.clock.advance("10m");
    await client.databases.users.create(id, { name: "app" });
    await client.databases.get(id);
    await client.registries.manifests.list("example", "my/repo").all();
    return JSON.stringify(bytes);
  };
  const [first, second] = await Promise.all([createSimulator(), createSimulator()]);
  const bytes = await story(first);
  assert.ok(bytes.length > 10_000);
  assert.equal(await story(second), bytes);
  first.reset();
  assert.equal(await story(first), bytes);
  assert.notEqual(await story(await createSimulator({ now: START + 1_000 })), bytes);
});

test("retries, rate limits and timeouts pass on the simulated clock", async () => {
  const simulator = await createSimulator();
  const client = simulator.client();

  simulator.fault({ operation: "databases.list", status: 503, times: 2 });
  await simulator.clock.run(client.databases.list());
  simulator.requests.expect({ operation: "databases.list", status: 503 }, 2);
  simulator.requests.expect({ operation: "databases.list", status: 200 }, 1);

  simulator.fault({ status: 429, headers: { "retry-after": "50" } });
  const before = simulator.clock.now();
  await simulator.clock.run(client.databases.list());
  assert.ok(simulator.clock.now() - before >= 50_000);

  simulator.fault({ delay: "1h" });
  await assert.rejects(simulator.clock.run(client.databases.list({}, { maxRetries: 0, timeout: 60_000 })), {
    code: "timeout",
  });
});

test("300 calls at once keep to the API's limits, and wait for them on the simulated clock", async () => {
  const simulator = await createSimulator();
  const client = simulator.client({ throttle: true });
  await simulator.clock.run(Promise.all(Array.from({ length: 300 }, () => client.databases.list())));
  simulator.requests.expect({ status: 200 }, 300);
  simulator.requests.expect({ status: 429 }, 0);
  assert.ok(simulator.clock.now() >= START + 60_000);
});

test("simulators share no limits, and a reset begins without any", async () => {
  const [busy, fresh] = await Promise.all([createSimulator(), createSimulator()]);
  const requests = (simulator) => {
    const client = simulator.client({ throttle: true });
    return simulator.clock.run(Promise.all(Array.from({ length: 250 }, () => client.databases.options())));
  };
  await busy.clock.advance("10h");
  await requests(busy);
  await requests(fresh);
  assert.equal(fresh.clock.now(), START);
  busy.reset();
  await requests(busy);
  assert.equal(busy.clock.now(), START);
});

test("a lost response leaves the cluster behind, a lost request does not", async () => {
  const simulator = await createSimulator({ seed: "empty" });
  const client = simulator.client();
  for (const [drop, count] of [
    ["before", 0],
    ["after", 1],
  ]) {
    simulator.fault({ operation: "databases.create", drop });
    await assert.rejects(client.databases.create(CLUSTER), AmbiguousWriteError);
    assert.equal(simulator.requests.last.status, undefined);
    assert.equal((await client.databases.list()).data.length, count, drop);
  }
});

test("its fetch takes what fetch takes: a Request, a URL, bodies of all kinds", async () => {
  const simulator = await createSimulator({ seed: "empty" });
  const address = "https://api.digitalocean.com/v2/databases";
  const headers = { authorization: `Bearer ${simulator.token()}`, "content-type": "application/json" };
  const text = (name) => JSON.stringify({ ...CLUSTER, name });
  // As MSW's handlers have it.
  const sent = new Request(address, { method: "POST", headers, body: text("of-a-request") });
  const responses = [
    await simulator.fetch(sent),
    await simulator.fetch(new URL(address), { method: "post", headers, body: Buffer.from(text("of-bytes")) }),
    await simulator.fetch(address, {
      method: "POST",
      headers: new Headers(headers),
      body: new Blob([text("of-a-blob")]),
    }),
    await simulator.fetch(address, { method: "POST", headers: Object.entries(headers), body: text("of-text") }),
  ];
  assert.deepEqual(
    responses.map(({ status }) => status),
    [201, 201, 201, 201],
  );
  const { databases } = await (await simulator.fetch(address, { headers })).json();
  assert.deepEqual(
    databases.map(({ name }) => name),
    ["of-a-request", "of-bytes", "of-a-blob", "of-text"],
  );
  assert.equal((await simulator.fetch(new Request(`${address}/options`, { method: "OPTIONS" }))).status, 204);
  await assert.rejects(
    simulator.fetch(address, { signal: AbortSignal.abort("enough") }),
    (reason) => reason === "enough",
  );
});

test("a truncated body is an interrupted connection", async () => {
  const simulator = await createSimulator();
  simulator.fault({ truncate: 20 });
  const response = await simulator.fetch("https://api.digitalocean.com/v2/databases", {
    headers: { authorization: `Bearer ${simulator.token()}` },
  });
  assert.equal(response.status, 200);
  await assert.rejects(response.text(), TypeError);
});

test("faults are met by count, and taken away", async () => {
  const simulator = await createSimulator();
  const client = simulator.client({ maxRetries: 0 });
  const statuses = async (count) => {
    simulator.requests.clear();
    for (let index = 0; index < count; index++) {
      await client.databases.options().catch(() => {});
    }
    return simulator.requests.all.map(({ status }) => status);
  };
  simulator.fault({ operation: "databases.options", nth: 2, times: 2, status: 500 });
  assert.deepEqual(await statuses(5), [200, 500, 500, 200, 200]);
  const remove = simulator.fault({ status: 503, times: 5 });
  assert.deepEqual(await statuses(1), [503]);
  remove();
  assert.deepEqual(await statuses(1), [200]);
  simulator.fault({ operation: "databases.list", status: 503 });
  assert.deepEqual(await statuses(1), [200]);
  simulator.reset();
  simulator.fault({ status: 503, rate: 0.5 });
  const first = await statuses(200);
  const failed = first.filter((status) => status === 503).length;
  assert.ok(failed > 70 && failed < 130, `${failed} of 200`);
  simulator.reset();
  simulator.fault({ status: 503, rate: 0.5 });
  assert.deepEqual(await statuses(200), first);
  simulator.reset();
  simulator.fault({ status: 503, rate: 0.001 });
  assert.deepEqual(await statuses(1), [200]);
});

test("faults that make no sense are refused by name", async () => {
  const simulator = await createSimulator();
  for (const [fault, message] of [
    [null, /fault: must be an object/],
    [{}, /needs one of status, drop/],
    [{ stauts: 500 }, /fault\.stauts: there is no such field/],
    [{ operation: "databases.creat", status: 500 }, /fault\.operation: there is no call "databases\.creat"/],
    [{ status: 200 }, /fault\.status: must be a whole number from 300/],
    [{ status: 500, nth: 0 }, /fault\.nth/],
    [{ status: 500, times: 1.5 }, /fault\.times/],
    [{ drop: "never" }, /fault\.drop/],
    [{ delay: "soon" }, /fault\.delay/],
    [{ truncate: -1 }, /fault\.truncate/],
    [{ status: 500, rate: 2 }, /fault\.rate/],
    [{ headers: "a: b" }, /fault\.headers/],
  ]) {
    assert.throws(() => simulator.fault(fault), { name: "TypeError", message });
  }
});

test("options that make no sense are refused by name", async () => {
  for (const [options, message] of [
    [null, /options must be an object/],
    [{ sed: "empty" }, /there is no option sed/],
    [{ seed: "huge" }, /seed: must be one of example, empty/],
    [{ now: "yesterday" }, /now: must be a time/],
    [{ speed: -1 }, /speed: must be a number/],
    [{ rateLimit: 1 }, /rateLimit: must be true or false/],
    [{ notFoundAfterCreate: "1 week" }, /notFoundAfterCreate: must be milliseconds/],
  ]) {
    await assert.rejects(createSimulator(options), { name: "TypeError", message });
  }
});

test("an image is pushed with its index, and takes the tags of another", async () => {
  const simulator = await createSimulator();
  const { registries } = simulator.client();
  const usage = async () => (await registries.get("example")).storage_usage_bytes;
  const before = await usage();
  const first = simulator.push("example/new/app:v1");
  const second = simulator.push("registry.digitalocean.com/example/new/app:v2", { tags: ["v1"], platforms: 2 });
  const manifests = await registries.manifests.list("example", "new/app").all();
  assert.equal(manifests.length, 6, "an index, two platforms with an attestation each, and the first image");
  const [index, old] = [second, first].map((digest) => manifests.find((manifest) => manifest.digest === digest));
  assert.deepEqual([index.tags.toSorted(), old.tags], [["v1", "v2"], []]);
  const children = index.blobs.filter(({ digest }) => manifests.some((manifest) => manifest.digest === digest));
  assert.equal(children.filter(({ digest }) => digest !== second).length, 4);
  const pushed = new Map(manifests.flatMap(({ blobs }) => blobs).map((blob) => [blob.digest, blob]));
  const bytes = [...pushed.values()].reduce((sum, blob) => sum + blob.compressed_size_bytes, 0);
  assert.equal((await usage()) - before, bytes);

  // Nothing refers to the first image any more: its bytes come free, and the index keeps its children.
  await registries.garbageCollections.start("example", { type: "untagged manifests and unreferenced blobs" });
  assert.throws(() => simulator.push("example/new/app:v3"), /read-only/);
  await simulator.clock.advance("1h");
  const left = await registries.manifests.list("example", "new/app").all();
  assert.deepEqual(
    left.map(({ digest }) => digest).toSorted(),
    manifests
      .map(({ digest }) => digest)
      .filter((digest) => digest !== first)
      .toSorted(),
  );
});

test("pushes that make no sense are refused by name", async () => {
  const simulator = await createSimulator();
  for (const [error, ...parameters] of [
    [/^reference: must be a registry, a repository/, "example"],
    [/^reference/, undefined],
    [/^reference/, "example/App:v1"],
    [/^tags: /, "example/app", { tags: ["a b"] }],
    [/^platforms: /, "example/app", { platforms: 1.5 }],
    [/there is no registry "other"/, "other/app:v1"],
  ]) {
    assert.throws(() => simulator.push(...parameters), { message: error });
  }
});

test("requests are recorded without the token, and found by what they have", async () => {
  const simulator = await createSimulator();
  const client = simulator.client();
  await client.databases.create({ ...CLUSTER, tags: ["a"] });
  await client.databases.list({ tag_name: "a" });
  const { requests } = simulator;
  assert.equal(requests.all.length, 2);
  assert.deepEqual(requests.last, {
    operation: "databases.list",
    method: "GET",
    path: "/v2/databases",
    query: { tag_name: "a" },
    headers: { accept: "application/json" },
    body: undefined,
    time: START,
    status: 200,
  });
  assert.ok(!JSON.stringify(requests.all).includes("dop_v1"));
  requests.expect({ operation: "databases.create", body: { engine: "pg", tags: ["a"] }, path: /^\/v2/ }, 1);
  assert.throws(
    () => requests.expect({ operation: "databases.delete" }),
    /at least one request expected to match .*databases\.delete.*, but 0 did, out of:\n {2}POST \/v2\/databases → 201/,
  );
  assert.equal(requests.matching({ body: { tags: [] } }).length, 0);
});

test("a state is plain JSON, and begins another simulator where the first one is", async () => {
  const first = await createSimulator();
  const { id } = await first.client().databases.create(CLUSTER);
  await first.clock.advance("2m");
  const state = JSON.parse(JSON.stringify(first.state()));
  const second = await createSimulator({ seed: state });
  assert.equal(second.clock.now(), first.clock.now());
  assert.deepEqual(await second.client().databases.get(id), await first.client().databases.get(id));
  await second.client().databases.delete(id);
  second.load(state);
  assert.equal((await second.client().databases.get(id)).status, "creating");
  assert.throws(() => second.load({ accounts: 5 }), /accounts/);
});

test("a token has the scopes that it is made with", async () => {
  const simulator = await createSimulator();
  const reader = simulator.client({ token: simulator.token(["database:read"]) });
  assert.ok((await reader.databases.list()).data.length > 0);
  await assert.rejects(reader.databases.create(CLUSTER), { status: 403 });
});

test("an abort ends a delayed response", async () => {
  const simulator = await createSimulator();
  simulator.fault({ delay: "1h" });
  const controller = new AbortController();
  const call = simulator.client().databases.list({}, { signal: controller.signal, timeout: 0 });
  setTimeout(() => controller.abort(), 5);
  await assert.rejects(call, { code: "aborted" });
});

test("a promise that waits for something else than the clock is named", async () => {
  const simulator = await createSimulator();
  await assert.rejects(simulator.clock.run(new Promise(() => {})), /something other than the simulated clock/);
});

test("timers that never end are named", async () => {
  const simulator = await createSimulator();
  const again = () => simulator.clock.setTimeout(again, 0);
  again();
  await assert.rejects(simulator.clock.run(), /100000 timers/);
});

test("a clock with a speed runs by itself", async () => {
  const simulator = await createSimulator({ speed: 100_000 });
  simulator.fault({ status: 503 });
  await simulator.client().databases.list();
  simulator.requests.expect({ operation: "databases.list" }, 2);
  assert.ok(simulator.clock.now() > START);
});

test("a simulator serves clients over HTTP, with its faults", async () => {
  const simulator = await createSimulator();
  const server = await simulator.listen();
  try {
    const client = new DigitalOcean({ baseUrl: server.url, token: simulator.token(), maxRetries: 0 });
    const { id } = await client.databases.create(CLUSTER);
    assert.equal((await client.databases.get(id)).name, CLUSTER.name);
    simulator.fault({ drop: "after" });
    await assert.rejects(client.databases.list(), { code: "connection_failed" });
    simulator.fault({ truncate: 30 });
    await assert.rejects(client.databases.list(), { code: "connection_failed" });
    await assert.rejects(simulator.listen({ port: server.port }), { code: "EADDRINUSE" });
  } finally {
    await server.close();
  }
});

test("a thousand requests take less time than a thousand over HTTP", async () => {
  const simulator = await createSimulator({ rateLimit: false });
  const server = await simulator.listen();
  const headers = { authorization: `Bearer ${simulator.token()}` };
  const time = async (send, count) => {
    const started = performance.now();
    for (let index = 0; index < count; index++) {
      await (await send()).text();
    }
    return performance.now() - started;
  };
  try {
    const inProcess = () => simulator.fetch("https://api.digitalocean.com/v2/registries", { headers });
    const overHttp = () => fetch(`${server.url}/v2/registries`, { headers });
    await time(inProcess, 100);
    await time(overHttp, 100);
    const [here, there] = [await time(inProcess, 1_000), await time(overHttp, 1_000)];
    assert.ok(here < there, `${here} ms in this process, ${there} ms over HTTP`);
  } finally {
    await server.close();
  }
});
