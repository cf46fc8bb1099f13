// Bad options of clients and calls, and signals that throw or are aborted.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { AbortError, DigitalOcean, InvalidRequestError } from "digitalocean-wasm";
import { settled } from "../support/settled.mjs";
import {
  client,
  connect,
  getter,
  idle,
  NO_STRINGS,
  REFUSED,
  recorder,
  rejects,
  TOKEN,
  trap,
  worksAfterwards,
} from "./bad-input.mjs";

describe("what the constructor refuses", () => {
  for (const [name, options] of [
    ["no options", undefined],
    ["null", null],
    ["no token", {}],
    ["a token of undefined", { token: undefined }],
    ["a token of null", { token: null }],
  ]) {
    test(name, () => {
      assert.throws(
        () => new DigitalOcean(options),
        (error) => {
          assert.ok(error instanceof InvalidRequestError, inspect(error));
          assert.equal(error.code, "invalid_request");
          assert.match(error.message, /^token: missing.*DIGITALOCEAN_TOKEN/);
          return true;
        },
      );
    });
  }
});

const connected = async (options) => connect(options).databases.list();
const CLIENT = { ...REFUSED, operation: "new DigitalOcean" };
rejects("tokens", CLIENT, [
  ["empty", () => connected({ token: "" }), /^token: .*empty/, { token: "…" }],
  ["white space", () => connected({ token: " \n" }), /^token: .*empty/, { token: "…" }],
  ...[`“${TOKEN}”`, `${TOKEN}\nx`, `a ${TOKEN}`, `${TOKEN}é`, `${TOKEN}\0`, `${TOKEN}\r\nx-evil: 1`].map((token) => [
    inspect(token),
    () => connected({ token }),
    /^token: .*copy it again/,
  ]),
  // Made of a variable that holds nothing, or pasted with its quotation marks.
  ...["undefined", "null"].map((token) => [`"${token}"`, () => connected({ token }), /^token: .*holds nothing/]),
  ...[`"${TOKEN}"`, `'${TOKEN}'`, `\`${TOKEN}\``].map((token) => [
    inspect(token),
    () => connected({ token }),
    /^token: is in quotation marks/,
  ]),
  // A function gives a token.
  ...NO_STRINGS.slice(2)
    .filter(([token]) => typeof token !== "function")
    .map(([token, word]) => [
      `${word} ${inspect(token)}`,
      () => connected({ token }),
      new RegExp(`^token: expected string, got ${word}`),
    ]),
]);

/** Hosts that only look like this machine, or are no hosts: a token would go there in the clear, or nowhere. */
const INSECURE = [
  "http://api.digitalocean.com",
  "http://127.0.0.1.evil.com",
  "http://127.0.0.1.evil.com:80",
  "http://127.evil.com",
  "http://localhost.evil.com",
  "http://localhost.",
  "http://notlocalhost",
  "http://evil.com/localhost",
  "http://evil.com:127.0.0.1",
  "http://127.1",
  "http://127.0.0.1.",
  "http://127.0.0.256",
  "http://127.0.0.1.1",
  "http://0.0.0.0",
  "http://2130706433",
  "http://0x7f.0.0.1",
  "http://1127.0.0.1",
  "http://[::1].evil.com",
  "http://[::1]evil.com",
  "http://[::2]",
  "http://[::ffff:127.0.0.1]",
  "http://[localhost]",
  "http://[127.0.0.1]",
];
/** With a user, a query, a fragment, tricks of parsers, or no URLs of ours at all. */
const NO_BASES = [
  "http://localhost@evil.com",
  "http://localhost:80@evil.com",
  "https://user:password@api.digitalocean.com",
  "https://api.digitalocean.com@evil.com",
  "https://api.digitalocean.com?x",
  "https://api.digitalocean.com#x",
  "https://api.digitalocean.com/?x=1",
  "https://api.digitalocean.com/#x",
  "https://evil.com\\@api.digitalocean.com",
  "https://api.digitalocean.com/\\evil.com",
  "https://api.digital\tocean.com",
  "https://api.digitalocean.com\n",
  " https://api.digitalocean.com",
  "https://api.digitalocean.com/a b",
  "https://api.digitalocean.com/é",
  "https://ａpi.digitalocean.com",
  "",
  "api.digitalocean.com",
  "//api.digitalocean.com",
  "https:api.digitalocean.com",
  "https:/api.digitalocean.com",
  "https://",
  "https:///v2",
  "https://:443",
  "ftp://localhost",
  "file:///etc/passwd",
  "javascript://localhost",
  "://localhost",
];
rejects("base URLs", CLIENT, [
  ...[...INSECURE, "http://10.0.0.1", "http://api.example.com"].map((baseUrl) => [
    inspect(baseUrl),
    () => connected({ baseUrl }),
    /^baseUrl: must be/,
  ]),
  ...NO_BASES.map((baseUrl) => [inspect(baseUrl), () => connected({ baseUrl }), /^baseUrl: must be a complete URL/]),
  ...["https://api.digitalocean.com/v2", "https://example.com/proxy/v2/"].map((baseUrl) => [
    baseUrl,
    () => connected({ baseUrl }),
    /^baseUrl: must end before `\/v2`/,
  ]),
  ["a number", () => connected({ baseUrl: 80 }), /^baseUrl: expected string, got number/],
  ["a URL object", () => connected({ baseUrl: new URL("https://example.com") }), /^baseUrl: expected string, got URL/],
]);

test("base URLs that a token may be sent to", async () => {
  for (const [baseUrl, expected] of [
    ["https://api.digitalocean.com", "https://api.digitalocean.com"],
    ["https://api.digitalocean.com/", "https://api.digitalocean.com"],
    ["HTTPS://Proxy.Example:8443/do//", "HTTPS://Proxy.Example:8443/do"],
    ["https://10.0.0.1", "https://10.0.0.1"],
    ["https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
    ["http://localhost", "http://localhost"],
    ["http://LOCALHOST:8080/", "http://LOCALHOST:8080"],
    ["http://api.localhost:80", "http://api.localhost:80"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.255.0.9", "http://127.255.0.9"],
    ["http://[::1]:80", "http://[::1]:80"],
    ["http://[::1]/api", "http://[::1]/api"],
  ]) {
    let asked;
    const fetch = async (url) => {
      asked = url;
      return Response.json({ databases: [] });
    };
    await new DigitalOcean({ token: TOKEN, baseUrl, fetch }).databases.list();
    assert.equal(asked, `${expected}/v2/databases`);
  }
});

rejects("options of a client", CLIENT, [
  ["a fetch that is text", () => connected({ fetch: "fetch" }), /^fetch: expected function, got string/],
  ["a fetch that is an object", () => connected({ fetch: {} }), /^fetch: expected function, got object/],
  ["a fetch of null", () => connected({ fetch: null }), /^fetch: expected function, got null/],
  ["an unknown one", () => connected({ apiKey: TOKEN }), /^options\.apiKey: .*token.*baseUrl/],
  ["one in snake_case", () => connected({ base_url: recorder.url }), /^options\.base_url: .*baseUrl/],
]);

for (const [who, give, operation] of [
  ["a client", connected, "new DigitalOcean"],
  ["a call", (options) => client.databases.list({}, options), "databases.list"],
]) {
  const common = { ...REFUSED, operation };
  rejects(`timeouts of ${who}`, common, [
    ["negative", () => give({ timeout: -1 }), /^timeout: .*0.*2147483647/],
    ["NaN", () => give({ timeout: Number.NaN }), /^timeout: /],
    ["too long", () => give({ timeout: 2_147_483_648 }), /^timeout: .*2147483647/],
    ["text", () => give({ timeout: "30" }), /^timeout: expected number, got string/],
    ["a bigint", () => give({ timeout: 30n }), /^timeout: expected number, got bigint/],
    ["null", () => give({ timeout: null }), /^timeout: expected number, got null/],
  ]);
  rejects(`headers of ${who}`, common, [
    ["text", () => give({ headers: "a: b" }), /^headers: expected object, got string/],
    ["a list", () => give({ headers: [["a", "b"]] }), /^headers: expected object, got array/],
    ["Headers", () => give({ headers: new Headers({ a: "b" }) }), /^headers: expected object, got Headers/],
    ["an empty name", () => give({ headers: { "": "b" } }), /^headers\[""\]: .*name/],
    ["a name with a space", () => give({ headers: { "a b": "c" } }), /^headers\["a b"\]: .*name/],
    ["a name with a line break", () => give({ headers: { "a\nb": "c" } }), /^headers\["a\nb"\]: .*name/],
    ["a value with a line break", () => give({ headers: { a: "b\r\nc: d" } }), /^headers\["a"\]: .*line break/],
    ["a value outside ASCII", () => give({ headers: { a: "“b”" } }), /^headers\["a"\]: /],
    ["a value that is a number", () => give({ headers: { a: 5 } }), /^headers\["a"\]: expected string, got number/],
    ["a value of null", () => give({ headers: { a: null } }), /^headers\["a"\]: expected string, got null/],
    [
      "authorization",
      () => give({ headers: { AUTHORIZATION: `Bearer ${TOKEN}` } }),
      /^headers\["AUTHORIZATION"\]: .*token/,
    ],
    ["content-type", () => give({ headers: { "Content-Type": "text/plain" } }), /^headers\["Content-Type"\]: .*json/],
    ...["Content-Length", "Transfer-Encoding", "Expect", "Upgrade", "Keep-Alive", "Connection", "Host"].map((name) => [
      name,
      () => give({ headers: { [name]: "1" } }),
      new RegExp(`^headers\\["${name}"\\]: is set by the platform`),
    ]),
  ]);
}

const made = async (options) => new DigitalOcean(options);
rejects("options of the constructor as a whole", CLIENT, [
  ["text", () => made("token"), /^options: expected object, got string/],
  ["a Map", () => made(new Map([["token", TOKEN]])), /^options: expected object, got Map/],
  ["a getter that throws", () => made(getter({ token: TOKEN }, "baseUrl")), /^options: cannot be read/],
]);

rejects("options of withOptions as a whole", { ...REFUSED, operation: "withOptions" }, [
  ["a number", async () => client.withOptions(5), /^options: expected object, got number/],
  ["a getter that throws", async () => client.withOptions(getter({}, "timeout")), /^options: cannot be read/],
]);

test("options are read from the object itself, never from `Object.prototype`", async () => {
  const asked = [];
  const fetch = async (url) => {
    asked.push(String(url));
    return Response.json({ databases: [] });
  };
  const stolen = () => assert.fail("was taken from Object.prototype");
  const pollution = {
    baseUrl: "https://evil.example.com",
    fetch: stolen,
    token: "stolen",
    dangerouslyAllowBrowser: true,
    dryRun: true,
    signal: AbortSignal.abort(),
    onRequest: stolen,
  };
  for (const name of Object.keys(pollution)) {
    Object.defineProperty(Object.prototype, name, { value: pollution[name], configurable: true, writable: true });
  }
  try {
    await new DigitalOcean({ token: TOKEN, fetch }).databases.list({}, {});
    assert.throws(() => new DigitalOcean({ fetch }), /token: missing/);
  } finally {
    for (const name of Object.keys(pollution)) delete Object.prototype[name];
  }
  assert.deepEqual(asked, ["https://api.digitalocean.com/v2/databases"]);
});

test("a client is printed in a line, and its methods by their names", () => {
  const client = new DigitalOcean({ token: TOKEN });
  assert.equal(inspect(client), "DigitalOcean { https://api.digitalocean.com }");
  assert.equal(client.databases.create.name, "databases.create");
});

const called = (options) => client.databases.get("x", options);
rejects("options of a call", { ...REFUSED, operation: "databases.get" }, [
  ["text", () => called("fast"), /^options: expected object, got string/],
  ["a number", () => called(5), /^options: expected object, got number/],
  ["a signal alone", () => called(new AbortController().signal), /^options: expected object, got AbortSignal/],
  ["an unknown one", () => called({ retries: 3 }), /^options\.retries: .*signal.*timeout.*headers/],
  ["one of the client's", () => called({ token: TOKEN }), /^options\.token: .*signal/],
  ["a getter that throws", () => called(getter({}, "timeout")), /^options.*cannot be read/],
  ["a signal of null", () => called({ signal: null }), /^signal: .*AbortSignal/],
  ["a signal that is text", () => called({ signal: "abort" }), /^signal: .*AbortSignal/],
  ["a signal that is an object", () => called({ signal: {} }), /^signal: .*AbortSignal/],
  ["a controller for a signal", () => called({ signal: new AbortController() }), /^signal: .*controller\.signal/],
  ["an event target", () => called({ signal: new EventTarget() }), /^signal: .*AbortSignal/],
]);

/** A signal like those of polyfills, with something amiss. */
const signal = (parts) => ({ aborted: false, addEventListener() {}, removeEventListener() {}, ...parts });
rejects("signals that throw", { ...REFUSED, operation: "databases.get" }, [
  ["when listened to", () => called({ signal: signal({ addEventListener: trap }) }), /^signal: .*AbortSignal/],
  [
    "when asked whether they are aborted",
    () => called({ signal: getter(signal(), "aborted") }),
    /^signal: .*AbortSignal/,
  ],
  [
    "when asked for their reason",
    () => called({ signal: getter(signal({ aborted: true }), "reason") }),
    /aborted/,
    { error: AbortError },
  ],
]);

test("a signal that throws when a listener is removed hides no response", async () => {
  const cluster = await settled(called({ signal: signal({ removeEventListener: trap }) }));
  assert.deepEqual(cluster, {});
  await idle();
});

for (const [name, odd, message] of [
  ["when listened to", () => signal({ addEventListener: trap }), /^signal: .*AbortSignal/],
  ["when no longer listened to", () => signal({ removeEventListener: trap }), undefined],
]) {
  test(`a signal that throws ${name} breaks no call that shares its GET`, async () => {
    const sharing = connect({ coalesce: true });
    const calls = [sharing.databases.get("x", { signal: odd() }), sharing.databases.get("x")];
    const [first, second] = await settled(Promise.allSettled(calls));
    await idle();
    assert.deepEqual(second.value, {});
    if (message) assert.match(first.reason.message, message);
    else assert.deepEqual(first.value, {});
  });
}

test("what the platform throws while an attempt starts is not said of the signal", async () => {
  const { AbortController } = globalThis;
  const { signal } = new AbortController();
  try {
    globalThis.AbortController = function AbortController() {
      throw new TypeError("broken on purpose");
    };
    const error = await settled(called({ signal }).catch((reason) => reason));
    assert.equal(error.code, "internal");
    assert.doesNotMatch(error.message, /signal/);
    assert.equal(error.cause.message, "broken on purpose");
  } finally {
    globalThis.AbortController = AbortController;
  }
  await idle();
});

const REASONS = [
  new Error("enough"),
  new DOMException("late", "TimeoutError"),
  "enough",
  "",
  0,
  null,
  { why: "enough" },
];
rejects("signals that are aborted already", { error: AbortError, sent: 0, operation: "databases.get" }, [
  ...REASONS.map((reason) => [
    `with ${inspect(reason).split("\n")[0]}`,
    () => called({ signal: AbortSignal.abort(reason) }),
    /aborted/,
    { cause: reason },
  ]),
  ["with nothing", () => called({ signal: AbortSignal.abort() }), /aborted/],
  ["without a reason", () => called({ signal: signal({ aborted: true }) }), /aborted/],
]);

/** Aborts once the server has the request. */
function abortDuring(reason) {
  const controller = new AbortController();
  recorder.answer = () => controller.abort(reason);
  return called({ signal: controller.signal });
}
rejects("signals that are aborted during the request", { error: AbortError, sent: 1, operation: "databases.get" }, [
  ...REASONS.map((reason) => [
    `with ${inspect(reason).split("\n")[0]}`,
    () => abortDuring(reason),
    /aborted/,
    { cause: reason },
  ]),
  ["with nothing", () => abortDuring(), /aborted/],
  [
    "by a reason that throws",
    () => {
      const listeners = [];
      const odd = getter(signal({ addEventListener: (_, listener) => listeners.push(listener) }), "reason");
      recorder.answer = () => {
        for (const listener of listeners) {
          listener();
        }
      };
      return called({ signal: odd });
    },
    /aborted/,
  ],
  [
    "while the body comes",
    () => {
      const controller = new AbortController();
      recorder.answer = (_request, response) => {
        response
          .writeHead(200, { "content-type": "application/json" })
          .write('{"database":', () => controller.abort("text"));
      };
      return called({ signal: controller.signal });
    },
    /aborted/,
    { cause: "text" },
  ],
]);

worksAfterwards();
