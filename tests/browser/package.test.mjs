// The packed package in a page of headless Chromium, over real HTTP, preflights included.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "digitalocean-wasm/simulator";
import { startSite } from "../consumers/support/site.mjs";
import { startRecorder } from "../support/recorder.mjs";
import { launch } from "./chromium.mjs";

const installed = fileURLToPath(new URL("node_modules/digitalocean-wasm", import.meta.url));
const POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src *";
const html = (policy) =>
  `<!doctype html><meta http-equiv="content-security-policy" content="${policy}"><title>test</title>`;

let browser;
let pages;
let server;
let simulator;
let token;

before(async () => {
  browser = await launch();
  simulator = await createSimulator();
  server = await simulator.listen();
  token = simulator.token();
  pages = await startSite(installed, {
    "/page": html(POLICY),
    "/no-wasm": html(POLICY.replace("'wasm-unsafe-eval'", "")),
  });
});

after(async () => {
  await browser.close();
  await server.close();
  pages.stop();
});

/**
 * Runs a function in a fresh page, where `advance` lets simulated time pass; what it throws comes back as a string.
 * Errors of the page fail the test.
 */
async function inPage(run, argument = {}, path = "/page") {
  const page = await browser.newPage();
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.exposeFunction("advance", (time) => simulator.clock.advance(time));
  await page.goto(pages.url + path);
  const result = await page.evaluate(run, { api: server.url, token, ...argument });
  await page.close();
  assert.deepEqual(uncaught, []);
  return result;
}

describe("the package in Chromium", () => {
  test("all thirteen calls pass their preflights", async () => {
    const seen = await inPage(async ({ api, token }) => {
      const { DigitalOcean, NotFoundError } = await import("/index.js");
      const { databases, registry } = new DigitalOcean({ dangerouslyAllowBrowser: true, token, baseUrl: api });
      const seen = {};
      seen.engines = Object.keys((await databases.options()).options).length;
      seen.regions = (await registry.options()).available_regions.length;
      const cluster = await databases.create({
        name: "from-chromium",
        engine: "pg",
        num_nodes: 1,
        size: "db-s-1vcpu-1gb",
        region: "nyc3",
        tags: ["page"],
      });
      seen.created = cluster.status;
      while ((await databases.get(cluster.id)).status !== "online") {
        await globalThis.advance("10s");
      }
      seen.settings = Object.keys(await databases.config.get(cluster.id)).length;
      seen.tagged = [];
      for await (const { name } of databases.list({ tag_name: "page" })) {
        seen.tagged.push(name);
      }
      await databases.delete(cluster.id);
      seen.gone = await databases.get(cluster.id).catch((error) => error instanceof NotFoundError);

      seen.manifests = 0;
      let untagged;
      for await (const manifest of registry.manifests.list("example", "my/repo", { per_page: 30 })) {
        seen.manifests += 1;
        untagged ??= manifest.tags.length === 0 ? manifest : undefined;
      }
      await registry.manifests.delete("example", "my/repo", untagged.digest);
      const run = await registry.garbageCollections.start("example", { type: "unreferenced blobs only" });
      seen.active = (await registry.garbageCollections.getActive("example")).uuid === run.uuid;
      seen.cancel = (await registry.garbageCollections.update("example", run.uuid, { cancel: true })).status;
      seen.runs = (await registry.garbageCollections.list("example")).data.length;
      return seen;
    });
    assert.deepEqual(seen, {
      engines: 9,
      regions: seen.regions,
      created: "creating",
      settings: 56,
      tagged: ["from-chromium"],
      gone: true,
      manifests: 45,
      active: true,
      cancel: "cancelling",
      runs: 2,
    });
    assert.ok(seen.regions > 0);
  });

  test("a request carries no header that a preflight would refuse, and no cookie", async () => {
    const recorder = await startRecorder();
    recorder.answer = ({ method }, response) => {
      const allow = {
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "authorization, content-type",
      };
      response.writeHead(method === "OPTIONS" ? 204 : 201, { ...allow, "content-type": "application/json" });
      response.end(method === "OPTIONS" ? undefined : '{"database":{"id":"a"}}');
    };
    const id = await inPage(
      async ({ token, recorder }) => {
        const { DigitalOcean } = await import("/index.js");
        const client = new DigitalOcean({ dangerouslyAllowBrowser: true, token, baseUrl: recorder });
        const body = { name: "a-b", engine: "pg", num_nodes: 1, size: "s", region: "r" };
        return (await client.databases.create(body)).id;
      },
      { recorder: recorder.url },
    );
    recorder.stop();
    assert.equal(id, "a");
    const [preflight, request] = recorder.requests;
    assert.equal(preflight.headers["access-control-request-headers"], "authorization,content-type");
    assert.equal(request.headers.authorization, `Bearer ${token}`);
    assert.equal(request.headers.cookie, undefined);
  });

  test("integers beyond 2^53 are exact", async () => {
    const value = await inPage(async ({ api, token }) => {
      const { DigitalOcean } = await import("/index.js");
      const client = new DigitalOcean({ dangerouslyAllowBrowser: true, token, baseUrl: api });
      const { data } = await client.databases.list();
      const kafka = data.find(({ engine }) => engine === "kafka");
      return String((await client.databases.config.get(kafka.id)).log_flush_interval_messages);
    });
    assert.equal(value, "9223372036854775807");
  });

  test("an aborted call, a refused connection and a refusal of the API are distinguished", async () => {
    const errors = await inPage(async ({ api, token }) => {
      const { DigitalOcean } = await import("/index.js");
      const client = new DigitalOcean({ dangerouslyAllowBrowser: true, token, baseUrl: api });
      const name = (promise) =>
        promise.then(
          () => "none",
          (error) => `${error.name} ${error.code} ${error.attempts}`,
        );
      const controller = new AbortController();
      const aborted = name(client.databases.list({}, { signal: controller.signal }));
      controller.abort("text");
      return [
        await aborted,
        await name(
          new DigitalOcean({
            dangerouslyAllowBrowser: true,
            token,
            maxRetries: 0,
            baseUrl: "http://127.0.0.1:9",
          }).databases.list(),
        ),
        await name(new DigitalOcean({ dangerouslyAllowBrowser: true, token: "wrong", baseUrl: api }).databases.list()),
        await name(client.databases.get("..")),
      ];
    });
    assert.match(errors[0], /^AbortError aborted [01]$/);
    assert.deepEqual(errors.slice(1), [
      "ConnectionError connection_failed 1",
      "AuthenticationError unauthorized 1",
      "InvalidRequestError invalid_request 0",
    ]);
  });

  test("a token in a page needs leave, a function that gives one does not", async () => {
    const [refused, count] = await inPage(async ({ api, token }) => {
      const { DigitalOcean } = await import("/index.js");
      let refused;
      try {
        new DigitalOcean({ token, baseUrl: api });
      } catch (error) {
        refused = `${error.name}: ${error.message}`;
      }
      const asked = new DigitalOcean({ token: async () => token, baseUrl: api });
      return [refused, (await asked.databases.list()).data.length];
    });
    assert.match(refused, /^InvalidRequestError: token: visitors of this page can read it.*dangerouslyAllowBrowser/);
    assert.ok(!refused.includes(token));
    assert.equal(count, 4);
  });

  test("the slim entry streams the .wasm", async () => {
    const count = await inPage(async ({ api, token }) => {
      const { DigitalOcean, init } = await import("/slim.js");
      await init(new URL("/digitalocean.wasm", location.href));
      return (await new DigitalOcean({ dangerouslyAllowBrowser: true, token, baseUrl: api }).databases.list()).data
        .length;
    });
    assert.equal(count, 4);
  });

  test("a policy without wasm is a clear rejection", async () => {
    const error = await inPage(
      async ({ api, token }) => {
        const { DigitalOcean } = await import("/index.js");
        return new DigitalOcean({ dangerouslyAllowBrowser: true, token, baseUrl: api }).databases
          .list()
          .catch((error) => `${error.name}: ${error.message}`);
      },
      {},
      "/no-wasm",
    );
    assert.match(error, /^LoadError: .*wasm-unsafe-eval/);
  });
});
