// Copies of resources for logs, and JSON with every digit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DigitalOcean, redact, stringify } from "digitalocean-wasm";

const answering = (body) => new DigitalOcean({ token: "dop_v1_redact", fetch: async () => new Response(body) });

test("redact masks the secrets of a cluster, wherever they are, and changes nothing else", async () => {
  const connection = { uri: "postgres://u:hush@h/d", password: "hush", host: "h", port: 25060, ssl: true };
  const cluster = {
    id: "x",
    connection,
    private_connection: connection,
    users: [{ name: "u", password: "hush" }],
    tags: null,
  };
  const given = await answering(JSON.stringify({ database: cluster })).databases.get("x");
  const copy = redact(given);
  assert.ok(!JSON.stringify(copy).includes("hush"));
  const masked = { ...connection, uri: "…", password: "…" };
  assert.deepEqual(copy, {
    ...cluster,
    connection: masked,
    private_connection: masked,
    users: [{ name: "u", password: "…" }],
  });
  assert.deepEqual(given, cluster, "the original stays");
});

test("redact takes any value: pages, circles, dates, blank and missing secrets", async () => {
  const page = await answering('{"databases":[{"name":"a","connection":{"password":"hush"}}]}').databases.list();
  assert.equal(redact(page).data[0].connection.password, "…");
  const circle = { password: "hush" };
  circle.self = circle;
  const copy = redact(circle);
  assert.equal(copy.self, copy);
  assert.equal(copy.password, "…");
  const date = new Date(0);
  assert.deepEqual(redact([date, null, undefined, 1n, "password", { password: "", uri: null }]), [
    ...[date, null, undefined, 1n, "password", { password: "", uri: null }],
  ]);
});

test("stringify writes bigints as digits, and everything else as JSON.stringify does", async () => {
  const body = '{"config":{"a":18446744073709551615,"b":-9223372036854775808,"c":1,"d":"18446744073709551615"}}';
  const config = await answering(body).databases.config.get("x");
  assert.throws(() => JSON.stringify(config), TypeError);
  assert.equal(stringify({ config }), body);
  assert.equal(
    stringify([2n ** 70n, { x: undefined, y: "\\u0000\u0000" }], 2),
    JSON.stringify([0, { y: "\\u0000\u0000" }], null, 2).replace("0,", `${2n ** 70n},`),
  );
  assert.equal(stringify(undefined), undefined);
});
