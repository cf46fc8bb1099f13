// Every call against a mock server that was made from the description and that nobody here wrote. It refuses what
// breaks the description and answers with the description's own examples.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { api, call, operations } from "./client.mjs";
import { answerSchema, declares, file, options, problems } from "./description.mjs";

const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

const TOKEN = "dop_v1_description";
const ID = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30";
const DIGEST = "sha256:cb8a924afdf0229ef7515d9e5b3024e23b3eb03ddbba287f4a19c6ac90b8d221";
const PAGE = { page: 2, per_page: 50 };

// How each operation is called, the shortest way first, and the key its resource comes under.
const CALLS = {
  "databases.list": { under: "databases", with: [[], [{}], [{ tag_name: "production" }]] },
  "databases.create": {
    under: "database",
    with: [
      [fixture("databases/create_smallest")],
      [fixture("databases/create_full")],
      [fixture("databases/create_backup_restore")],
    ],
  },
  "databases.get": { under: "database", with: [[ID]] },
  "databases.delete": { with: [[ID]] },
  "databases.config.get": { under: "config", with: [[ID]] },
  "databases.options": { with: [[]] },
  "registry.garbageCollections.start": {
    under: "garbage_collection",
    with: [["example"], ["example", {}], ["example", { type: "untagged manifests and unreferenced blobs" }]],
  },
  "registry.garbageCollections.getActive": { under: "garbage_collection", with: [["example"]] },
  "registry.garbageCollections.list": { under: "garbage_collections", with: [["example"], ["example", PAGE]] },
  "registry.garbageCollections.update": { under: "garbage_collection", with: [["example", ID, { cancel: true }]] },
  "registry.manifests.list": {
    under: "manifests",
    with: [
      ["example", "my/repo"],
      ["example", "my/repo", PAGE],
    ],
  },
  "registry.manifests.delete": { with: [["example", "my/repo", DIGEST]] },
  "registry.options": { under: "options", with: [[]] },
};

const ERRORS = { 401: "AuthenticationError", 404: "NotFoundError", 429: "RateLimitError", 500: "InternalServerError" };

let prism;
let url;
let last;

before(async () => {
  if (!options.skip) {
    ({ process: prism, url } = await startPrism());
  }
});
after(async () => {
  if (prism?.kill()) {
    await once(prism, "exit");
  }
});

test("there is a row for every operation", () => {
  assert.deepEqual(Object.keys(CALLS).sort(), operations.map((operation) => operation.call).sort());
});

test("the mock server refuses what breaks the description", options, async () => {
  const body = { ...fixture("databases/create_smallest"), engine: "abacus" };
  await assert.rejects(client().databases.create(body), api.UnprocessableEntityError);
  const query = { query: { per_page: 201 } };
  const refused = client().request("GET", "/v2/registry/example/garbage-collections", query);
  await assert.rejects(refused, api.UnprocessableEntityError);
  await assert.rejects(client().databases.get("no-uuid"), api.UnprocessableEntityError);
});

for (const { call: name, id, list } of operations) {
  const { under, with: ways } = CALLS[name] ?? { with: [] };

  for (const [index, values] of ways.entries()) {
    test(`${name} (${index + 1} of ${ways.length}) is taken, and answered as described`, options, async () => {
      const { data, response } = await call(client(), name, ...values).withResponse();
      assert.ok(declares(id, response.status), `${response.status} is declared`);

      const resource = list ? data.data : data;
      const schema = answerSchema(id, response.status);
      if (schema === undefined) {
        assert.equal(resource, undefined);
        return;
      }
      const body = JSON.parse(last);
      assert.deepEqual(resource, under === undefined ? body : body[under], "the resource is what came");
      if (list) {
        assert.deepEqual(data.meta, body.meta);
      }
      const answer = under === undefined ? resource : { ...body, [under]: resource };
      // The description's own examples hold keys that it does not declare.
      const broken = problems(schema, answer).filter((problem) => !problem.endsWith("is not declared"));
      assert.deepEqual(broken, []);
    });
  }

  test(`${name} tells the errors that are described apart`, options, async () => {
    for (const [status, error] of Object.entries(ERRORS).filter(([status]) => declares(id, status))) {
      const asked = client({ prefer: `code=${status}` });
      const refused = call(asked, name, ...ways[0]);
      await assert.rejects(Promise.resolve(refused), (thrown) => {
        assert.equal(thrown.name, error);
        assert.equal(thrown.status, Number(status));
        const { id, message } = JSON.parse(last);
        assert.deepEqual([thrown.id, thrown.message.includes(message)], [id, true]);
        return true;
      });
    }
  });
}

/** A client of the mock server that keeps the text of the last answer. */
function client(headers = {}) {
  const fetch = async (url, init) => {
    const response = await globalThis.fetch(url, init);
    last = await response.clone().text();
    return response;
  };
  return new api.DigitalOcean({ token: TOKEN, baseUrl: url, headers, fetch });
}

async function startPrism() {
  const { resolve } = createRequire(import.meta.url);
  const program = resolve("@stoplight/prism-cli/dist/index.js");
  const port = await freePort();
  const parameters = [program, "mock", "--errors", "--host", "127.0.0.1", "--port", String(port), file];
  const process_ = spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  process_.stdout.on("data", (chunk) => (output += chunk));
  process_.stderr.on("data", (chunk) => (output += chunk));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 600; attempt++) {
    if (process_.exitCode !== null) {
      throw new Error(`the mock server ended:\n${output}`);
    }
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    ) {
      return { process: process_, url };
    }
    await sleep(100);
  }
  process_.kill();
  throw new Error(`the mock server does not answer:\n${output}`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
