// Secrets, planted in every input and searched for in every output.
//
// Not searched for: the API's own words (`error.message` is its `message`, or a line of a body that is no JSON), what the
// caller asks for by name (`error.body`, `dry.body`, the headers a caller adds), and `error.cause` where it is what the
// caller's own function threw.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { DigitalOcean, init, isDigitalOceanError } from "digitalocean-wasm";
import { rejection } from "../support/settled.mjs";

// Not the name of this file, which is in stacks.
const CANARY = "ci0nary";
const TOKEN = `dop_v1_${CANARY}_token`;

await init();

/** Fails when a canary is in a text, of which it shows what is around it. */
function assertClean(text, where) {
  const place = String(text).indexOf(CANARY);
  assert.ok(place < 0, `${where}: …${String(text).slice(Math.max(0, place - 60), place + 60)}…`);
}

/** All that may be logged of an error, down to the causes that the library made. */
function assertErrorIsClean(error, where, isCauseTheirs = false) {
  assert.ok(isDigitalOceanError(error), where);
  const { cause, ...fields } = error;
  const shown = {
    message: error.message,
    stack: error.stack,
    hint: error.hint,
    string: String(error),
    json: JSON.stringify(error),
    fields: inspect(fields, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
  };
  if (!isCauseTheirs) {
    shown.inspected = inspect(error, { depth: Number.POSITIVE_INFINITY });
    shown.cloned = inspect(structuredClone(error), { showHidden: true, depth: Number.POSITIVE_INFINITY });
    for (let under = error.cause; under instanceof Error; under = under.cause) {
      shown.cause = [under.message, under.stack, JSON.stringify(under)].join("\n");
    }
  }
  for (const [name, text] of Object.entries(shown)) {
    assertClean(text, `${where}, ${name}`);
  }
}

/** A client that keeps what its hooks and its log are given, and the URLs that are requested. */
function watched(fetch, options) {
  const seen = [];
  const keep = (name) => (about) => {
    seen.push(`${name}: ${inspect(about, { showHidden: true, depth: Number.POSITIVE_INFINITY })}`);
  };
  const sending = (url, init) => {
    seen.push(`url: ${url}`);
    return fetch(url, init);
  };
  const logger = Object.fromEntries(["debug", "info", "warn", "error"].map((level) => [level, keep(level)]));
  const hooks = Object.fromEntries(
    ["onRequest", "onResponse", "onRetry", "onRateLimit"].map((name) => [name, keep(name)]),
  );
  const client = new DigitalOcean({ token: TOKEN, fetch: sending, logger, logLevel: "debug", ...hooks, ...options });
  return { client, seen };
}

const SECRETS = {
  password: `${CANARY}-password`,
  uri: `postgresql://doadmin:${CANARY}-uri@host:25060/defaultdb`,
  basic_auth_password: `${CANARY}-basic`,
  access_cert: `-----BEGIN CERTIFICATE-----\n${CANARY}-cert`,
  access_key: `-----BEGIN PRIVATE KEY-----\n${CANARY}-key`,
  auths: { "registry.digitalocean.com": { auth: Buffer.from("x").toString("base64") + CANARY } },
};

const sink = (config) => (client, options) =>
  client.databases.logsinks.create("x", { sink_name: "s", sink_type: "rsyslog", config }, options);
const SINK = { server: "logs.example.com", port: 514, tls: true, format: "custom" };
/** Calls with secrets in their bodies. */
const CALLS = {
  "the password of a migration": (client, options) =>
    client.databases.onlineMigration.start(
      "x",
      { source: { host: "h", port: 1, dbname: "d", username: "u", password: `${CANARY}-"quoted"\\-password` } },
      options,
    ),
  "the URL of a log sink": sink({ url: `https://user:${CANARY}@logs.example.com` }),
  "the key of a log sink": sink({ ...SINK, key: `-----BEGIN PRIVATE KEY-----\n${CANARY}` }),
  "the certificates of a log sink": sink({ ...SINK, cert: CANARY, ca: CANARY }),
  "the API key of a log sink": sink({ site: "example.com", datadog_api_key: CANARY }),
  "what a log sink adds to each line": sink({ ...SINK, sd: `[${CANARY}@41058]`, logline: `${CANARY} %msg%` }),
  "any other request": (client, options) =>
    client.request("POST", "/v2/x", { body: { secret_key: CANARY, token: CANARY, nested: [SECRETS] } }, options),
};

const withBody = (status, body, headers) => async () =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
const rest = JSON.stringify({ database: { connection: SECRETS } });
const echo = (_url, { body, headers }) => {
  throw new Error(`cannot send ${JSON.stringify(Object.entries(headers))}`, { cause: { body } });
};
/** Kinds of responses: a `fetch`, and whether the error that it throws is the cause. */
const ANSWERS = {
  "a refusal with secrets beside its message": [withBody(422, { id: "x", message: "no", ...SECRETS })],
  "a refusal in another form": [withBody(400, [SECRETS])],
  "a refusal as a web page": [withBody(502, `<html>${CANARY}</html>`)],
  "a 401": [withBody(401, { id: "unauthorized", message: "no", ...SECRETS })],
  "a 429": [withBody(429, { message: "no", ...SECRETS }, { "retry-after": "0" })],
  "a 429 to come back from later": [withBody(429, { message: "no", ...SECRETS }, { "retry-after": "999" })],
  "a redirect": [withBody(302, "", { location: `https://example.com/?token=${CANARY}` })],
  "an answer that is cut off": [withBody(200, rest.slice(0, rest.indexOf(CANARY) + CANARY.length + 3))],
  "an answer with something after it": [withBody(200, `${CANARY}{}`)],
  "an answer that is not JSON near a secret": [withBody(200, `{"password":"${CANARY}"x`)],
  "an answer that is only a secret": [withBody(200, `"${CANARY}`)],
  "an answer of another form": [withBody(200, JSON.stringify(CANARY))],
  "a fetch that throws the headers": [echo, true],
  "a fetch that rejects with the token": [async () => Promise.reject(new Error(`bad header: Bearer ${TOKEN}`)), true],
  "a fetch that gives no response": [async () => ({ secret: CANARY, text: async () => CANARY })],
};

for (const [kind, token] of [
  ["a token", TOKEN],
  ["a token function", async () => TOKEN],
]) {
  describe(`errors, hooks, log and URLs of a client with ${kind}`, () => {
    for (const [answer, [fetch, isCauseTheirs]] of Object.entries(ANSWERS)) {
      test(answer, async () => {
        for (const [name, call] of Object.entries(CALLS)) {
          const { client, seen } = watched(fetch, { token, maxRetries: 1 });
          const where = `${answer}, ${name}`;
          const outcome = await call(client).catch((error) => error);
          // Some responses are valid for a call that takes anything.
          if (isDigitalOceanError(outcome)) {
            // The cause of an ambiguous write is an error of the library.
            assertErrorIsClean(outcome, where, isCauseTheirs);
            if (isDigitalOceanError(outcome.cause)) {
              assertErrorIsClean(outcome.cause, where, isCauseTheirs);
            }
          } else {
            assert.equal(name, "any other request");
          }
          assert.ok(seen.length >= 3, where);
          assertClean(seen.join("\n"), where);
        }
        const { client, seen } = watched(fetch, { token, maxRetries: 1 });
        assertErrorIsClean(await rejection(client.databases.get("x")), answer, isCauseTheirs);
        assert.ok(seen.some((line) => line.startsWith("debug: ")));
        assertClean(seen.join("\n"), answer);
      });
    }
  });
}

test("a call that ends well shows nothing in hooks, log and URLs", async () => {
  const headers = { "ratelimit-limit": "9", "ratelimit-remaining": "9", "ratelimit-reset": "9" };
  const { client, seen } = watched(withBody(200, { database: SECRETS, ...SECRETS }, headers));
  assert.deepEqual(await client.databases.get("x"), SECRETS);
  await client.registry.dockerCredentials("example").catch(() => {});
  for (const kind of ["url", "onRequest", "onResponse", "onRateLimit", "debug", "info"]) {
    assert.ok(
      seen.some((line) => line.startsWith(`${kind}: `)),
      kind,
    );
  }
  assertClean(seen.join("\n"), "seen");
});

test("a query is in the URL, and in no hook and no log", async () => {
  const { client, seen } = watched(withBody(200, {}));
  await client.request("GET", "/v2/x", { query: { page_token: CANARY } });
  const [urls, others] = [true, false].map((isUrl) => seen.filter((line) => line.startsWith("url: ") === isUrl));
  assert.ok(urls.join().includes(CANARY));
  assertClean(others.join("\n"), "seen");
});

test("the error of a refused call does not quote the refused value", async () => {
  const { client, seen } = watched(async () => assert.fail("it was sent"));
  const { databases } = client;
  for (const call of [
    () => databases.onlineMigration.start("x", { source: `postgresql://${CANARY}` }),
    () => databases.onlineMigration.start("x", { source: { host: { password: CANARY } } }),
    () => databases.create({ name: { [CANARY]: 1 }, engine: CANARY }),
    () => databases.list({}, { timeout: CANARY }),
    () => databases.list({}, { headers: { "x-secret": `${CANARY}\n` } }),
    () => databases.list({}, { headers: { authorization: `Bearer ${TOKEN}` } }),
    () => databases.get(`${CANARY}\ud800`),
    () => new DigitalOcean({ token: TOKEN }).withOptions({ baseUrl: `https://user:${CANARY}@example.com` }),
  ]) {
    const error = await rejection((async () => call())());
    assert.equal(error.code, "invalid_request");
    assertErrorIsClean(error, error.message);
  }
  assertClean(seen.join("\n"), "seen");
});

for (const bad of [`${TOKEN} with spaces`, `${TOKEN}\u200b`, `“${TOKEN}”`, [TOKEN], { token: TOKEN }]) {
  test(`a token that cannot be one is not shown: ${typeof bad} ${inspect(bad).length}`, async () => {
    const thrown = await rejection((async () => new DigitalOcean({ token: bad }))());
    assertErrorIsClean(thrown, "thrown");
    const { client, seen } = watched(async () => assert.fail("it was sent"), { token: () => bad });
    assertErrorIsClean(await rejection(client.databases.get("x")), "rejected");
    assertClean(seen.join("\n"), "seen");
  });
}

test("a hook that throws is logged without what it threw", async () => {
  const onResponse = () => {
    throw new Error(CANARY);
  };
  const { client, seen } = watched(withBody(200, { database: {} }), { onResponse });
  await client.databases.get("x");
  assert.ok(seen.some((line) => line.includes("onResponse threw")));
  assertClean(seen.join("\n"), "seen");
});

for (const [kind, token] of [
  ["a token", TOKEN],
  ["a token function", () => TOKEN],
]) {
  describe(`a dry run of a client with ${kind}`, () => {
    for (const [name, call] of Object.entries(CALLS)) {
      test(name, async () => {
        const { client, seen } = watched(async () => assert.fail("it was sent"), { token });
        const dry = await call(client, { dryRun: true });
        assert.ok(dry.body.includes(CANARY));
        assertClean(inspect(dry, { depth: Number.POSITIVE_INFINITY }), "inspected");
        assertClean(JSON.stringify(dry), "as JSON");
        // `auths` is in the response only.
        assertClean(dry.toCurl().replaceAll("registry.digitalocean.com", ""), "for curl");
        assertClean(seen.join("\n"), "seen");
        assert.match(dry.toCurl(), /\$DIGITALOCEAN_TOKEN/);
      });
    }
  });

  test(`a client with ${kind} shows nothing`, async () => {
    const fetch = withBody(200, { database: SECRETS });
    const client = new DigitalOcean({ token, fetch, coalesce: true, throttle: true });
    await client.databases.get("x");
    for (const value of [client, client.withOptions({ maxRetries: 0 }), client.withOptions({ dryRun: true })]) {
      assertClean(inspect(value, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true }), "inspected");
      assertClean(JSON.stringify(value), "as JSON");
      assertClean(String(value), "as text");
    }
  });
}
