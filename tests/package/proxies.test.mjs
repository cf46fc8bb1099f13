// Pages, responses and errors in the state of a framework, whose proxies wrap what they hold: Vue's `reactive`, MobX.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { DigitalOcean } from "digitalocean-wasm";
import { rejection } from "../support/settled.mjs";

/** A deep proxy as Vue's `reactive` makes it: of plain objects, lists and instances of classes, whose values it wraps. */
function reactive(value) {
  const isWrapped = ["[object Object]", "[object Array]"].includes(Object.prototype.toString.call(value));
  return isWrapped ? new Proxy(value, { get: (...parameters) => reactive(Reflect.get(...parameters)) }) : value;
}
/** A proxy of anything but functions. */
const deep = (value) =>
  typeof value === "object" && value !== null
    ? new Proxy(value, { get: (...all) => reactive(Reflect.get(...all)) })
    : value;

const LIMITS = { "ratelimit-limit": "9", "ratelimit-remaining": "8", "ratelimit-reset": "7", "x-request-id": "r" };
const fetch = async (url) => {
  const page = Number(new URL(url).searchParams.get("page") ?? 1);
  const links = page < 3 ? { pages: { next: `/v2/x?page=${page + 1}` } } : {};
  return new Response(JSON.stringify({ manifests: [{ page }], meta: { total: 3 }, links }), { headers: LIMITS });
};
const client = new DigitalOcean({ token: "dop_v1_proxies", fetch });
const list = () => client.registry.manifests.list("a", "b");

for (const [name, wrap] of Object.entries({ reactive, deep })) {
  test(`a page behind a ${name} proxy`, async () => {
    const page = wrap(await list());
    assert.equal(page.hasNextPage(), true);
    assert.deepEqual(
      page.data.map(({ page }) => page),
      [1],
    );
    assert.deepEqual((await page.getNextPage()).data, [{ page: 2 }]);
    assert.deepEqual(await page.all(), [{ page: 1 }, { page: 2 }, { page: 3 }]);
    const seen = [];
    for await (const item of page) seen.push(item.page);
    assert.deepEqual(seen, [1, 2, 3]);
    // A cache keeps `data` and `next`, which resume the list.
    const { data, next } = JSON.parse(JSON.stringify(page));
    assert.deepEqual(data, [{ page: 1 }]);
    assert.deepEqual((await client.registry.manifests.list("a", "b", next)).data, [{ page: 2 }]);
  });

  test(`the result of withResponse() behind a ${name} proxy`, async () => {
    const { data, response } = wrap(await list().withResponse());
    assert.equal(data.meta.total, 3);
    assert.deepEqual([response.status, response.requestId, response.attempts], [200, "r", 1]);
    assert.equal(response.headers.get("x-request-id"), "r");
    assert.equal(response.rateLimit.remaining, 8);
  });

  test(`an error behind a ${name} proxy`, async () => {
    const lost = new DigitalOcean({ token: "dop_v1_proxies", fetch: async () => new Response("{}", { status: 503 }) });
    const body = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };
    const error = wrap(await rejection(lost.databases.create(body)));
    assert.equal(error.code, "ambiguous_write");
    assert.equal(JSON.parse(JSON.stringify(error)).path, "/v2/databases");
    assert.equal(error.cause.body, "{}");
    assert.equal(typeof error.findCreated, "function");
  });
}

test("a client prints in one line, and its methods by name", () => {
  assert.equal(inspect(client), "DigitalOcean { https://api.digitalocean.com }");
  assert.match(inspect({ client }), /^\{ client: DigitalOcean \{ \S+ \} \}$/);
  assert.equal(client.databases.users.list.name, "databases.users.list");
  for (const name of ["request", "withOptions"]) assert.equal(client[name].name, name);
});
