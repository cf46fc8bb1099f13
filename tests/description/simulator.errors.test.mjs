// Responses of the simulator to requests that the package would not send, against the description.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { startSimulator, TOKEN } from "../support/simulator.mjs";
import { operations, options } from "./description.mjs";
import { aboutAnswer, FAMILIES } from "./simulation.mjs";

let simulator;

before(async () => {
  if (!options.skip) {
    simulator = await startSimulator();
  }
});
after(() => simulator?.stop());

// The operation, what its path holds, the body, and the status.
const REFUSED = [
  ["databases_create_cluster", [], "{", 400],
  ["databases_create_cluster", [], "[]", 422],
  ["databases_create_cluster", [], "{}", 422],
  ["databases_create_cluster", [], '{"name":1}', 422],
  ["databases_create_cluster", [], "x".repeat(3_000_000), 413],
  ["registry_create", [], "null", 422],
  ["registry_delete_repositoryManifest", ["example", "web", "sha256%3Aab"], undefined, 400],
  ["databases_get_cluster", ["%2e%2e"], undefined, 404],
];

for (const [id, path, body = "", status] of REFUSED) {
  test(`${id} [${path}] with ${body.slice(0, 10) || "no body"} is refused with ${status}`, options, async () => {
    const response = await send(id, path, body);
    assert.equal(response.status, status);
    assert.deepEqual(aboutAnswer(id, response, await response.text()), []);
  });
}

test("too many requests are refused with 429", options, async () => {
  const id = "registry_get_options";
  let response;
  for (let count = 0; count <= 250 && response?.status !== 429; count++) {
    response = await send(id, []);
    assert.deepEqual(aboutAnswer(id, response, await response.text()), []);
  }
  assert.equal(response.status, 429);
});

test("every operation is called by one of the files beside this one", () => {
  const missing = FAMILIES.filter(([name]) => !existsSync(new URL(`simulator.${name}.test.mjs`, import.meta.url)));
  assert.deepEqual(missing, []);
});

function send(id, path, body = "") {
  const { method, path: template } = operations.get(id);
  const filled = path.reduce((filled, value) => filled.replace(/\{[^}]+\}/, value), template);
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
  return fetch(`${simulator.url}${filled}`, { method, headers, ...(body && { body }) });
}
