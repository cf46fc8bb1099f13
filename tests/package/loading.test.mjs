// Loading of the WebAssembly: not at import, once at the first call, again after a failure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DigitalOcean, isDigitalOceanError, LoadError } from "digitalocean-wasm";
import { root } from "../../scripts/run.mjs";
import { ANY } from "../support/answers.mjs";
import { runModule } from "../support/child.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { rejection, settled } from "../support/settled.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const bytes = readFileSync(require.resolve("digitalocean-wasm/digitalocean.wasm"));

let copies = 0;
/** A copy of the package of its own, with nothing loaded. */
function fresh(name) {
  copies += 1;
  return import(`${import.meta.resolve(name)}?copy=${copies}`);
}

/** A client that needs no server. */
function connect(library) {
  return new library.DigitalOcean({ token: "dop_v1_loading", fetch: async () => Response.json({ databases: [] }) });
}

/** Shows that a copy works. */
async function works(library) {
  assert.deepEqual((await settled(connect(library).databases.list())).data, []);
}

/** Counts the uses of what loading uses, in a process of its own that has not loaded anything. */
const WATCH = `
  import { once } from "node:events";
  import { createServer } from "node:http";
  // Node's own fetch is partly WebAssembly: it is loaded before anything is watched.
  const server = createServer((_request, response) => response.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  await (await fetch("http://127.0.0.1:" + server.address().port)).text();
  server.closeAllConnections();
  server.close();

  const uses = [];
  const watch = (holder, name) => {
    holder[name] = new Proxy(holder[name], {
      apply: (...call) => (uses.push(name), Reflect.apply(...call)),
      construct: (...call) => (uses.push(name), Reflect.construct(...call)),
    });
  };
  for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming", "Module", "Instance", "Memory"]) {
    watch(WebAssembly, name);
  }
  const names = ["fetch", "atob", "Blob", "Response", "Request", "Headers", "AbortController", "DecompressionStream",
    "TextDecoder", "TextEncoder", "FinalizationRegistry"];
  for (const name of names) {
    watch(globalThis, name);
  }
  const original = Response;
  const options = { token: "dop_v1_loading", fetch: async () => original.json({ databases: [], database: {} }) };
  const count = (name) => uses.filter((use) => use === name).length;
`;

async function watched(source) {
  const { code, stdout, stderr } = await runModule(WATCH + source, HERE);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

const REQUIRE = 'const require = (await import("node:module")).createRequire(process.cwd() + "/");';
for (const [name, source] of [
  ["the module", 'const { DigitalOcean } = await import("digitalocean-wasm");'],
  ["the CommonJS module", `${REQUIRE} const { DigitalOcean } = require("digitalocean-wasm");`],
  ["the slim module", 'const { DigitalOcean } = await import("digitalocean-wasm/slim");'],
  ["the slim CommonJS module", `${REQUIRE} const { DigitalOcean } = require("digitalocean-wasm/slim");`],
]) {
  test(`importing ${name} and making a client does nothing`, async () => {
    const globals = "JSON.stringify(Reflect.ownKeys(globalThis).map(String))";
    const report = await watched(
      `const before = ${globals};
      ${source}
      const imported = [...uses];
      new DigitalOcean(options);
      console.log(JSON.stringify({ imported, made: uses, same: before === ${globals} }));`,
    );
    assert.deepEqual(report, { imported: [], made: [], same: true });
  });
}

test("the first call loads, later ones do not", async () => {
  const report = await watched(
    `process.getBuiltinModule = undefined;
    const { DigitalOcean } = await import("digitalocean-wasm");
    const client = new DigitalOcean(options);
    const counts = [count("instantiate")];
    for (let call = 0; call < 3; call += 1) {
      await client.databases.list();
      counts.push(count("instantiate"));
    }
    console.log(JSON.stringify({ counts, unpacked: count("DecompressionStream"), fetched: count("fetch") }));`,
  );
  assert.deepEqual(report, { counts: [0, 1, 1, 1], unpacked: 1, fetched: 0 });
});

test("two clients and a hundred first calls at once load once", async () => {
  const report = await watched(
    `process.getBuiltinModule = undefined;
    const { DigitalOcean, init } = await import("digitalocean-wasm");
    const clients = [new DigitalOcean(options), new DigitalOcean({ ...options, token: "dop_v1_other" })];
    const calls = Array.from({ length: 100 }, (_, index) => clients[index % 2].databases.get("x"));
    await Promise.all([...calls, init(), init()]);
    const loads = ["instantiate", "instantiateStreaming", "compile", "Module"].reduce((sum, name) => sum + count(name), 0);
    console.log(JSON.stringify({ calls: calls.length, loads, unpacked: count("DecompressionStream") }));`,
  );
  assert.deepEqual(report, { calls: 100, loads: 1, unpacked: 1 });
});

test("init loads beforehand, as often as it is called", async () => {
  const report = await watched(
    `const { DigitalOcean, init } = await import("digitalocean-wasm");
    const results = [await init(), await init()].map(String);
    const loaded = count("instantiate");
    await new DigitalOcean(options).databases.list();
    console.log(JSON.stringify({ results, loaded, later: count("instantiate") }));`,
  );
  assert.deepEqual(report, { results: ["undefined", "undefined"], loaded: 1, later: 1 });
});

test("a call that is refused before it is sent has loaded all the same, and works the next time", async () => {
  const library = await fresh("digitalocean-wasm");
  const client = connect(library);
  assert.equal((await rejection(client.databases.get(""))).constructor, library.InvalidRequestError);
  assert.deepEqual((await client.databases.list()).data, []);
});

/** Runs `body` while `holder[name]` fails. */
async function failing(holder, name, failure, body) {
  const original = holder[name];
  holder[name] = failure;
  try {
    return await body();
  } finally {
    holder[name] = original;
  }
}

/** Runs `body` on a platform without the modules of Node, as a browser is. */
const withoutNode = (body) => failing(process, "getBuiltinModule", undefined, body);

/** A function and class that throws. */
function broken() {
  throw new Error("broken on purpose");
}
for (const [name, holder, what, failure] of [
  ["DecompressionStream", globalThis, "threw", broken],
  ["Response", globalThis, "was not there", undefined],
  ["atob", globalThis, "threw", broken],
  ["instantiate", WebAssembly, "rejected", () => Promise.reject(new Error("broken on purpose"))],
  ["instantiate", WebAssembly, "rejected with text", () => Promise.reject("broken on purpose")],
  ["instantiate", WebAssembly, "threw", broken],
]) {
  test(`after ${name} ${what}, the next call loads again`, async () => {
    const library = await fresh("digitalocean-wasm");
    const client = connect(library);
    const errors = await withoutNode(() =>
      failing(holder, name, failure, () =>
        Promise.all([
          rejection(client.databases.list()),
          rejection(client.databases.get("x")),
          rejection(library.init()),
        ]),
      ),
    );
    for (const error of errors) {
      assert.equal(error.constructor, library.LoadError);
      assert.equal(error.name, "LoadError");
      assert.equal(error.code, "load_failed");
      assert.match(error.message, failure === undefined ? new RegExp(name) : /broken on purpose/);
      assert.match(error.message, /digitalocean-wasm/);
      assert.equal(error.attempts, 0);
      assert.equal("cause" in error, failure !== undefined);
    }
    await works(library);
  });
}

test("a global that the platform lacks is named, with a remedy", async () => {
  for (const [name, remedy] of [
    ["AbortController", /polyfill/],
    ["TextDecoder", /polyfill/],
    ["fetch", /new DigitalOcean\(\{ fetch \}\)/],
  ]) {
    const library = await fresh("digitalocean-wasm");
    const client = new library.DigitalOcean({ token: "dop_v1_loading" });
    const error = await failing(globalThis, name, undefined, () => rejection(client.databases.list()));
    assert.equal(error.constructor, library.LoadError);
    assert.ok(error.message.includes(`needs ${name}, missing on this platform: `), error.message);
    assert.match(error.message, remedy);
    assert.equal(error.attempts, 0);
  }
});

test("everything that the platform lacks is named at once", async () => {
  const library = await fresh("digitalocean-wasm");
  const client = connect(library);
  const error = await failing(globalThis, "TextDecoder", undefined, () =>
    failing(globalThis, "TextEncoder", undefined, () => rejection(client.databases.list())),
  );
  assert.equal(error.constructor, library.LoadError);
  assert.match(
    error.message,
    /needs TextDecoder, TextEncoder, missing on this platform: use a newer version of the platform, or a polyfill$/,
  );
  await works(library);
});

test("a damaged package is named, with the cause", async () => {
  const library = await fresh("digitalocean-wasm");
  const cause = new TypeError("incorrect header check");
  class Damaged extends TransformStream {
    constructor() {
      super({ start: (controller) => controller.error(cause) });
    }
  }
  const error = await withoutNode(() =>
    failing(globalThis, "DecompressionStream", Damaged, () => rejection(connect(library).databases.list())),
  );
  assert.equal(error.constructor, library.LoadError);
  assert.match(error.message, /damaged/);
  assert.match(error.cause.message, /damaged/);
  assert.equal(error.cause.cause, cause);
  await works(library);
});

test("a platform without Request, or whose requests have no credentials, is not given any", async () => {
  const inits = [];
  const fetch = async (_url, init) => {
    inits.push(init);
    return Response.json({ database: {} });
  };
  const get = () => new DigitalOcean({ token: "dop_v1_loading", fetch }).databases.get("x");
  await get();
  await failing(globalThis, "Request", undefined, get);
  await failing(globalThis, "Request", class {}, get);
  assert.deepEqual(
    inits.map((init) => init.credentials),
    ["omit", undefined, undefined],
  );
  assert.ok(!("credentials" in inits[1]) && !("credentials" in inits[2]));
});

test("a damaged package is named by Node's own zlib too", async () => {
  const library = await fresh("digitalocean-wasm");
  const cause = new Error("incorrect header check");
  const modules = {
    "node:zlib": {
      gunzipSync() {
        throw cause;
      },
    },
  };
  const { getBuiltinModule } = process;
  const error = await failing(
    process,
    "getBuiltinModule",
    (name) => modules[name] ?? getBuiltinModule(name),
    () => rejection(connect(library).databases.list()),
  );
  assert.equal(error.constructor, library.LoadError);
  assert.equal(error.cause.cause, cause);
  await works(library);
});

test("a hidden DecompressionStream is taken from Node, and a missing one is named", async () => {
  const hidden = (body) => failing(globalThis, "DecompressionStream", undefined, body);
  const library = await fresh("digitalocean-wasm");
  const error = await failing(process, "getBuiltinModule", undefined, () =>
    hidden(() => rejection(connect(library).databases.list())),
  );
  assert.match(
    error.message,
    /needs DecompressionStream, missing on this platform: use "digitalocean-wasm\/slim".*Chrome 80/,
  );
  await hidden(() => works(library));
});

test("a client with its own fetch does not need the platform's", async () => {
  const library = await fresh("digitalocean-wasm");
  await failing(globalThis, "fetch", undefined, () => works(library));
});

for (const said of [
  // Chromium, Firefox and WebKit.
  "WebAssembly.instantiate(): Compiling or instantiating WebAssembly module violates the following Content Security Policy directive",
  "call to WebAssembly.instantiate() blocked by CSP",
  "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script",
]) {
  test(`the remedy for a policy is named: ${said.slice(0, 40)}…`, async () => {
    const library = await fresh("digitalocean-wasm");
    const refuse = () => Promise.reject(new WebAssembly.CompileError(said));
    const error = await failing(WebAssembly, "instantiate", refuse, () => rejection(connect(library).databases.list()));
    assert.equal(error.constructor, library.LoadError);
    assert.match(error.message, /add 'wasm-unsafe-eval' to script-src/);
  });
}

test("the error of a failed load names the call", async () => {
  const library = await fresh("digitalocean-wasm");
  const client = connect(library);
  const [first, second] = await failing(WebAssembly, "instantiate", broken, () =>
    Promise.all([rejection(client.databases.list()), rejection(client.databases.get("x"))]),
  );
  assert.equal(first.operation, "databases.list");
  assert.equal(second.operation, "databases.get");
});

test("the module and the CommonJS module work side by side", async () => {
  const common = require("digitalocean-wasm");
  assert.notEqual(common.DigitalOcean, DigitalOcean);
  await Promise.all([works(common), works({ DigitalOcean })]);
  const theirs = await rejection(connect(common).databases.get(""));
  const ours = await rejection(connect({ DigitalOcean }).databases.get(""));
  for (const error of [theirs, ours]) {
    assert.ok(isDigitalOceanError(error));
    assert.ok(common.isDigitalOceanError(error));
    assert.equal(error.name, "InvalidRequestError");
  }
  assert.ok(theirs instanceof common.InvalidRequestError);
  assert.ok(!(ours instanceof common.InvalidRequestError));
});

test("both modules export the same, and slim nothing else", async () => {
  const names = (library) => Object.keys(library).sort();
  const expected = names(await import("digitalocean-wasm"));
  assert.deepEqual(names(await import("digitalocean-wasm/slim")), expected);
  for (const name of ["digitalocean-wasm", "digitalocean-wasm/slim"]) {
    const common = require(name);
    assert.deepEqual(
      expected.filter((key) => !(key in common)),
      [],
    );
  }
});

test("the client is the default export, too", async () => {
  for (const name of ["digitalocean-wasm", "digitalocean-wasm/slim"]) {
    const library = await import(name);
    assert.equal(library.default, library.DigitalOcean);
    const common = require(name);
    assert.equal(common.default, common.DigitalOcean);
  }
});

test("the slim package holds no WebAssembly", () => {
  const [whole, slim] = ["digitalocean-wasm", "digitalocean-wasm/slim"].map((name) =>
    readFileSync(require.resolve(name), "utf8"),
  );
  const long = /[A-Za-z0-9+/]{1000}/;
  assert.match(whole, long);
  assert.doesNotMatch(slim, long);
});

test("slim without init rejects with a remedy, and works after init", async () => {
  const slim = await fresh("digitalocean-wasm/slim");
  for (const call of [() => connect(slim).databases.list(), () => slim.init()]) {
    const error = await rejection(call());
    assert.equal(error.constructor, slim.LoadError);
    assert.match(error.message, /await init\(.*digitalocean-wasm\/slim.*digitalocean\.wasm/);
  }
  await slim.init(bytes);
  await works(slim);
});

test("a .wasm of another version is refused", async () => {
  // Its fingerprint is a constant in the code: a signed number in groups of seven bits.
  const generated = join(root, "pkg-template", "src", "generated", "operations.ts");
  const [, fingerprint] = /FINGERPRINT = (\d+)/.exec(readFileSync(generated, "utf8"));
  const groups = [];
  for (let rest = fingerprint | 0; ; rest >>= 7) {
    if (rest >= -64 && rest < 64) {
      groups.push(rest & 0x7f);
      break;
    }
    groups.push((rest & 0x7f) | 0x80);
  }
  const other = Buffer.from(bytes);
  other[other.indexOf(Buffer.from(groups))] ^= 1;
  const slim = await fresh("digitalocean-wasm/slim");
  const error = await rejection(slim.init(other));
  assert.equal(error.constructor, slim.LoadError);
  assert.match(error.message, /another version/);
  await slim.init(bytes);
  await works(slim);
});

/** Serves the `.wasm` under paths that say how. */
let server;
let served;
before(async () => {
  server = createServer((request, response) => {
    const type = { "/right": "application/wasm", "/wrong": "application/octet-stream", "/html": "text/html" }[
      request.url
    ];
    response.writeHead(type ? 200 : 404, { "content-type": type ?? "text/plain" });
    response.end(request.url === "/html" ? "<!doctype html>" : bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  served = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

for (const [name, source] of [
  ["a Buffer", () => bytes],
  ["a Uint8Array", () => new Uint8Array(bytes)],
  ["an ArrayBuffer", () => new Uint8Array(bytes).buffer],
  ["a promise of bytes", async () => bytes],
  ["a WebAssembly.Module", () => new WebAssembly.Module(bytes)],
  ["a promise of a WebAssembly.Module", () => WebAssembly.compile(bytes)],
  ["a URL as text", () => `${served}/right`],
  ["a URL", () => new URL(`${served}/right`)],
  ["a promise of a Response", () => fetch(`${served}/right`)],
  ["a Response that was made here", () => new Response(bytes, { headers: { "content-type": "application/wasm" } })],
]) {
  test(`slim loads from ${name}`, async (t) => {
    const warn = t.mock.method(console, "warn", () => {});
    const slim = await fresh("digitalocean-wasm/slim");
    assert.equal(await settled(slim.init(source())), undefined);
    await works(slim);
    assert.equal(warn.mock.callCount(), 0);
  });
}

test("slim loads from a Response", async () => {
  const slim = await fresh("digitalocean-wasm/slim");
  await slim.init(await fetch(`${served}/right`));
  await works(slim);
});

for (const [name, source] of [
  ["a URL", () => `${served}/wrong`],
  ["a promise of a Response", () => fetch(`${served}/wrong`)],
]) {
  test(`slim loads from ${name} of another MIME type, with a warning`, async (t) => {
    const warn = t.mock.method(console, "warn", () => {});
    const slim = await fresh("digitalocean-wasm/slim");
    await settled(slim.init(source()));
    await works(slim);
    assert.equal(warn.mock.callCount(), 1);
    assert.match(
      warn.mock.calls[0].arguments[0],
      /is served as application\/octet-stream; serve it as application\/wasm/,
    );
  });
}

test("an init of slim that fails rejects with a LoadError, and the next one loads again", async (t) => {
  t.mock.method(console, "warn", () => {});
  const slim = await fresh("digitalocean-wasm/slim");
  for (const [source, message] of [
    [() => `${served}/missing?signature=secret`, /\/missing: the server responded with 404$/],
    [() => new URL("file:///digitalocean.wasm"), /fetch cannot read files: pass the bytes/],
    [() => fetch(`${served}/missing`), /404/],
    [() => `${served}/html`, /is served as text\/html; serve it as application\/wasm/],
    [() => new Uint8Array([1, 2, 3]), /./],
    [() => bytes.subarray(0, 1000), /./],
    [() => "not a URL", /./],
    [() => 5, /./],
    [() => ({}), /./],
    [() => undefined, /await init/],
    [() => null, /await init/],
  ]) {
    const error = await rejection(slim.init(source()));
    assert.equal(error.constructor, slim.LoadError, `${source}: ${error}`);
    assert.match(error.message, message);
  }
  await slim.init(`${served}/right`);
  await works(slim);
});

test("a source that rejects is a LoadError too", async () => {
  const slim = await fresh("digitalocean-wasm/slim");
  const cause = new Error("no network");
  const error = await rejection(slim.init(Promise.reject(cause)));
  assert.equal(error.constructor, slim.LoadError);
  assert.match(error.message, /no network/);
  assert.equal(error.cause, cause);
  await slim.init(bytes);
  await works(slim);
});

test("slim's init loads although a call came too early", async () => {
  const slim = await fresh("digitalocean-wasm/slim");
  const outcome = (promise) =>
    promise.then(
      () => undefined,
      (error) => error,
    );
  const client = connect(slim);
  const early = outcome(client.databases.list());
  const loaded = outcome(slim.init(bytes));
  const between = outcome(client.databases.list());
  assert.equal((await settled(early)).constructor, slim.LoadError);
  // This call may wait for the load under way, or fail because it came too early.
  const error = await settled(between);
  assert.ok(error === undefined || error instanceof slim.LoadError);
  assert.equal(await settled(loaded), undefined);
  await works(slim);
});

test("slim keeps what it loaded first", async () => {
  const slim = await fresh("digitalocean-wasm/slim");
  await slim.init(bytes);
  await slim.init("not a URL");
  await works(slim);
});

test("LoadError is exported and is not an error of the core", () => {
  const error = new LoadError({ code: "load_failed", message: "x" });
  assert.ok(isDigitalOceanError(error));
  assert.equal(error.attempts, 0);
});

test("a process ends by itself after its calls", async (t) => {
  const recorder = await startRecorder();
  t.after(recorder.stop);
  recorder.answer = (request, response) => {
    if (request.path !== "/v2/databases/silent") {
      ANY(request, response);
    }
  };
  const { code, stdout, stderr } = await runModule(
    `import { AbortError, DigitalOcean, TimeoutError } from "digitalocean-wasm";
    const client = new DigitalOcean({ token: "dop_v1_loading", baseUrl: ${JSON.stringify(recorder.url)}, timeout: 3_600_000 });
    const { signal } = new AbortController();
    await client.databases.list({}, { signal });
    await client.databases.get("silent", { timeout: 1 }).catch((error) => console.log(error.code));
    const controller = new AbortController();
    const call = client.databases.get("silent", { signal: controller.signal });
    controller.abort();
    await call.catch((error) => console.log(error.code));
    console.log("done");`,
    HERE,
  );
  assert.equal(stderr, "");
  assert.equal(stdout, "timeout\naborted\ndone\n");
  assert.equal(code, 0);
});

test("a platform without WebAssembly is told so, and what to do", async () => {
  const source = `
    const { DigitalOcean } = await import("digitalocean-wasm");
    const client = new DigitalOcean({ token: "dop_v1_loading", fetch: () => {} });
    const { name, code, message } = await client.databases.list().catch((error) => error);
    console.log(JSON.stringify({ name, code, message }));
  `;
  for (const [env, before] of [
    [{ NODE_OPTIONS: "--jitless" }, ""],
    // React Native lacks more than that.
    [{}, "delete globalThis.WebAssembly; delete globalThis.TextDecoder;"],
  ]) {
    const { code, stdout, stderr } = await runModule(before + source, HERE, env);
    assert.equal(code, 0, stderr);
    const error = JSON.parse(stdout);
    assert.deepEqual([error.name, error.code], ["LoadError", "load_failed"]);
    assert.match(error.message, /needs .*WebAssembly.*--jitless.*Lockdown Mode.*React Native.*call from a server/);
    assert.doesNotMatch(error.message, /newer version/);
  }
});
