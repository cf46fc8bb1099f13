// Errors of calls whose token lacks a scope: they name the scopes that are needed.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { api, call, operations } from "./client.mjs";
import { options } from "./description.mjs";
import { smallest } from "./generate.mjs";
import { body, pathValues } from "./requests.mjs";

test("a 403 names the scopes, of every operation", options, async (t) => {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(403, { "content-type": "application/json" }).end('{"id":"forbidden","message":"no"}');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const client = new api.DigitalOcean({ token: "dop_v1_scopes", baseUrl: `http://127.0.0.1:${server.address().port}` });
  for (const operation of operations) {
    const schema = body(operation.id);
    const values = schema ? [smallest(schema)[0]] : [];
    const error = await call(client, operation.call, ...pathValues(operation.id), ...values).catch((error) => error);
    assert.ok(error instanceof api.PermissionDeniedError, `${operation.call}: ${error}`);
    assert.deepEqual(error.scopes, operation.scopes, operation.call);
    for (const scope of operation.scopes) {
      assert.ok(error.hint.includes(scope), error.hint);
    }
  }
});
