// Every call against a mock server that was made from the description and that nobody here wrote. It refuses what
// breaks the description and responds with the examples of the description.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual as same } from "node:util";
import { parseExactly } from "../support/json.mjs";
import { api, call, operations } from "./client.mjs";
import { answerSchema, declares, file, Known, options, parts, problems } from "./description.mjs";
import { full, randomly, smallest } from "./generate.mjs";
import { body, pathValues, query } from "./requests.mjs";

const TOKEN = "dop_v1_description";
const SMALLEST = { name: "backend", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "fra1" };

// How many random queries or bodies an operation is called with, next to the smallest and the full ones.
const COUNT = 5;

// Operations whose resource is the whole response although one key alone holds something, and why.
const WHOLE = new Map([
  ["databases_get_logsink", "a sink comes bare, and its settings are a part of it"],
  ["registries_get_dockerCredentials", "the answer is a file that Docker reads"],
  ["registry_get_dockerCredentials", "the answer is a file that Docker reads"],
]);

// Where the mock server refuses requests that practice takes, or responds unlike practice.
const known = new Known([
  [/^registries_run_garbageCollection: it is refused with 415$/, "no body is described; practice takes one"],
]);

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

test("the mock server refuses what breaks the description", options, async () => {
  const body = { ...SMALLEST, engine: "abacus" };
  await assert.rejects(client().databases.create(body), api.UnprocessableEntityError);
  const query = { query: { per_page: 201 } };
  const refused = client().request("GET", "/v2/registry/example/garbage-collections", query);
  await assert.rejects(refused, api.UnprocessableEntityError);
  await assert.rejects(client().databases.get("no-uuid"), api.UnprocessableEntityError);
});

for (const { call: name, id, list, namedBy, parameters } of operations) {
  test(`${name} takes the described request and resolves to the described response`, options, async () => {
    const found = [];
    for (const content of contents(id, parameters)) {
      try {
        const { data, response } = await call(client(), name, ...pathValues(id), ...content).withResponse();
        found.push(...differences({ id, list, data, status: response.status }));
      } catch (error) {
        found.push(`it is refused with ${error.status ?? error.message}`);
      }
    }
    assert.deepEqual(known.others(id, [...new Set(found)]), []);
  });

  test(`${name} tells the errors that are described apart`, options, async () => {
    for (const [status, error] of Object.entries(ERRORS).filter(([status]) => declares(id, status))) {
      const asked = client({ prefer: `code=${status}` });
      const refused = call(asked, name, ...pathValues(id), ...contents(id, parameters)[0]);
      await assert.rejects(Promise.resolve(refused), (thrown) => {
        // A 500 leaves open whether a create was done, and is the cause of the error that says so.
        const isOpen = namedBy !== null && status === "500";
        assert.equal(thrown.name, isOpen ? "AmbiguousWriteError" : error);
        assert.equal(thrown.status, Number(status));
        const answered = isOpen ? thrown.cause : thrown;
        assert.equal(answered.name, error);
        const { id, message } = JSON.parse(last);
        assert.deepEqual([answered.id, thrown.message.includes(message)], [id, true]);
        return true;
      });
    }
  });
}

test("each known difference still is one", options, () => {
  assert.deepEqual(known.outdated(), []);
});

/** Queries or bodies for an operation: none where that is allowed, the smallest, the full ones, some random ones. */
function contents(id, parameters) {
  const schema = query(id) ?? body(id);
  const nothing = schema === undefined || parameters.at(-1).endsWith("?") ? [[]] : [];
  if (schema === undefined) {
    return nothing;
  }
  const random = randomly(schema, id);
  const given = [...smallest(schema), ...full(schema), ...Array.from({ length: COUNT }, random)];
  return [...nothing, ...given.map((value) => [value])];
}

/** Differences between the result of a call, the response and the description. */
function differences({ id, list, data, status }) {
  const schema = answerSchema(id, status);
  const resource = list ? data.data : data;
  if (schema === undefined) {
    return same(resource, undefined) && declares(id, status) ? [] : ["its answer is described as empty"];
  }
  const body = parseExactly(last);
  const under = envelope(id, schema, list);
  return [
    ...(declares(id, status) ? [] : [`${status} is not declared`]),
    ...(same(resource, under === undefined ? body : body[under])
      ? []
      : [`its resource is not what comes under ${under}`]),
    ...(list && !same(data.meta, body.meta) ? ["its meta is not what came"] : []),
    // The description's own examples hold keys that it does not declare.
    ...problems(schema, JSON.parse(last)).filter((problem) => !problem.endsWith("is not declared")),
  ];
}

/** The key that a response's resource comes under: the only one that holds a list, or an object, if there is one. */
function envelope(id, schema, list) {
  const fields = parts(schema).flatMap(({ properties = {} }) => Object.entries(properties));
  const keys = fields
    .filter(([key]) => key !== "links" && key !== "meta")
    .filter(([, field]) => parts(field).some(({ type, properties }) => type === "array" || (!list && properties)));
  return keys.length === 1 && !WHOLE.has(id) ? keys[0][0] : undefined;
}

/** A client of the mock server that keeps the text of the last response. */
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
