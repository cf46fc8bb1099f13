// Pagination with pages(), all() and prefetch; asResponse() and dry runs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { DigitalOcean, DryRun, Page } from "digitalocean-wasm";
import { idle } from "../support/clock.mjs";

/** A client of an API with pages of two manifests, until there are `total`; `asked` holds the pages that were fetched. */
function paged(total, options) {
  const asked = [];
  const fetch = async (url) => {
    const page = Number(new URL(url).searchParams.get("page") ?? 1);
    asked.push(page);
    const manifests = [page * 2 - 1, page * 2].filter((number) => number <= total);
    const links = page * 2 < total ? { pages: { next: `/v2/x?page=${page + 1}` } } : {};
    return new Response(JSON.stringify({ manifests, links, meta: { total } }));
  };
  const client = new DigitalOcean({ token: "dop_v1_pages", fetch, ...options });
  return { asked, list: (...given) => client.registry.manifests.list("a", "b", ...given) };
}

test("pages() gives each page, from a list and from a page", async () => {
  const { asked, list } = paged(5);
  for (const from of [list(), await list()]) {
    const seen = [];
    for await (const page of from.pages()) {
      assert.ok(page instanceof Page);
      seen.push([page.data, page.meta.total]);
    }
    assert.deepEqual(seen, [
      [[1, 2], 5],
      [[3, 4], 5],
      [[5], 5],
    ]);
  }
  assert.deepEqual(asked, [1, 1, 2, 3, 2, 3]);
});

for (const [limit, items, pages] of [
  [undefined, [1, 2, 3, 4, 5], [1, 2, 3]],
  [0, [], [1]],
  [1, [1], [1]],
  [2, [1, 2], [1]],
  [3, [1, 2, 3], [1, 2]],
  [5, [1, 2, 3, 4, 5], [1, 2, 3]],
  [99, [1, 2, 3, 4, 5], [1, 2, 3]],
]) {
  test(`all() with a limit of ${limit} fetches no page too many`, async () => {
    const { asked, list } = paged(5);
    assert.deepEqual(await list().all({ limit }), items);
    assert.deepEqual(asked, pages);
  });
}

for (const [where, client, call] of [
  ["the client", { prefetch: true }, undefined],
  ["the call", {}, { prefetch: true }],
]) {
  test(`with prefetch, set ${where}, the next page is fetched while items are iterated`, async () => {
    const { asked, list } = paged(6, client);
    const seen = [];
    for await (const item of list({}, call)) {
      await idle();
      seen.push([item, asked.length]);
    }
    assert.deepEqual(
      seen,
      [1, 2, 3, 4, 5, 6].map((item) => [item, Math.min(3, Math.ceil(item / 2) + 1)]),
    );
    assert.deepEqual(asked, [1, 2, 3]);
  });
}

test("database lists are one request", async () => {
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    return new Response('{"databases":[{"id":"a"},{"id":"b"}]}');
  };
  const client = new DigitalOcean({ token: "dop_v1_pages", fetch });
  assert.deepEqual(await client.databases.list().all(), [{ id: "a" }, { id: "b" }]);
  assert.equal(asked, 1);
});

test("asResponse() is a response that can be read", async () => {
  const text = '{"database":{"id":"a"}}';
  const fetch = async () => new Response(text, { status: 201, headers: { "x-other": "o" } });
  const call = new DigitalOcean({ token: "dop_v1_pages", fetch }).databases.get("x");
  const response = await call.asResponse();
  assert.ok(response instanceof Response);
  assert.deepEqual([response.status, response.headers.get("x-other"), response.bodyUsed], [201, "o", false]);
  assert.equal(await response.text(), text);
  assert.equal(await (await call.asResponse()).text(), text);
  assert.deepEqual(await call, { id: "a" });
});

test("asResponse() of a dry run is refused", async () => {
  const client = new DigitalOcean({ token: "dop_v1_pages", fetch: () => assert.fail("it was sent") });
  await assert.rejects(client.databases.list({}, { dryRun: true }).asResponse(), {
    name: "InvalidRequestError",
    message: "asResponse: a dry run has no response",
  });
});

describe("a dry run's command line, in a shell", () => {
  const client = new DigitalOcean({ token: "dop_v1_pages", fetch: () => assert.fail("it was sent"), dryRun: true });
  const nasty = 'it\'s $HOME `id` "x" \\ \n é';
  for (const [name, call, expected] of [
    ["a GET", () => client.databases.get("x"), ["--request", "GET", "https://api.digitalocean.com/v2/databases/x"]],
    [
      "a GET with a query and headers",
      () => client.databases.list({ tag_name: "a'b&c" }, { headers: { "x-mine": "it's $HOME" } }),
      ["--request", "GET", "x-mine: it's $HOME"],
    ],
    [
      "a POST with a body",
      () => client.request("POST", "/v2/x", { body: { name: nasty } }),
      ["--request", "POST", "--data", JSON.stringify({ name: nasty }), "content-type: application/json"],
    ],
  ]) {
    test(name, async () => {
      const dry = await call();
      assert.ok(dry instanceof DryRun);
      const script = `curl() { printf '%s\\0' "$@"; }; ${dry.toCurl()}`;
      const env = { PATH: process.env.PATH, HOME: "/nowhere", DIGITALOCEAN_TOKEN: "filled in" };
      const given = execFileSync("sh", ["-c", script], { env }).toString().split("\0").slice(0, -1);
      for (const argument of [...expected, dry.url, "authorization: Bearer filled in", "accept: application/json"]) {
        assert.ok(given.includes(argument), `${argument} is not in ${JSON.stringify(given)}`);
      }
    });
  }
});

for (const prefetch of [false, true]) {
  test(`a page whose next one was had before is given, and then the list ends with an error (prefetch: ${prefetch})`, async () => {
    let asked = 0;
    const fetch = async () => {
      asked += 1;
      return new Response(JSON.stringify({ manifests: [asked], links: { pages: { next: "/v2/x?page=2" } } }));
    };
    const client = new DigitalOcean({ token: "dop_v1_pages_repeated", fetch, prefetch });
    const seen = [];
    const iteration = (async () => {
      for await (const item of client.registry.manifests.list("a", "b")) {
        seen.push(item);
      }
    })();
    await assert.rejects(iteration, { name: "DecodeError", message: /same next page twice/ });
    assert.deepEqual(seen, [1, 2]);
    assert.equal(asked, 2);
  });
}

/** A client of a repository whose manifests can be deleted, with a client option or two. */
function repository(total, perPage, options) {
  let manifests = Array.from({ length: total }, (_, index) => ({ digest: `sha256:${index}` }));
  let asked = 0;
  const fetch = async (url, { method }) => {
    if (method === "DELETE") {
      manifests = manifests.filter(({ digest }) => !decodeURIComponent(url).endsWith(`/${digest}`));
      return new Response(null, { status: 204 });
    }
    asked += 1;
    const page = Number(new URL(url).searchParams.get("page") ?? 1);
    const some = manifests.slice((page - 1) * perPage, page * perPage);
    const links = page * perPage < manifests.length ? { pages: { next: `/v2/x?page=${page + 1}` } } : {};
    return new Response(JSON.stringify({ manifests: some, links, meta: { total: manifests.length } }));
  };
  const client = new DigitalOcean({ token: "dop_v1_pages_deleted", fetch, ...options });
  const resource = client.registries.manifests;
  return {
    list: () => resource.list("a", "b"),
    delete: (digest) => resource.delete("a", "b", digest),
    left: () => manifests,
    asked: () => asked,
  };
}

describe("items that are deleted while the list is iterated make no other be passed over", () => {
  const digests = (from, to) => Array.from({ length: to - from }, (_, index) => `sha256:${from + index}`);
  for (const prefetch of [false, true]) {
    test(`all of them (prefetch: ${prefetch})`, async () => {
      const all = repository(45, 20, { prefetch });
      const seen = [];
      for await (const { digest } of all.list()) {
        seen.push(digest);
        await all.delete(digest);
      }
      assert.deepEqual(seen, digests(0, 45));
      assert.deepEqual(all.left(), []);
    });

    test(`every third of them (prefetch: ${prefetch})`, async () => {
      const all = repository(100, 7, { prefetch });
      const seen = [];
      for await (const { digest } of all.list()) {
        seen.push(digest);
        if (seen.length % 3 === 0) await all.delete(digest);
      }
      assert.deepEqual(seen.toSorted(), digests(0, 100).toSorted());
      assert.equal(all.left().length, 67);
    });

    test(`two pages at once, of pages() (prefetch: ${prefetch})`, async () => {
      const all = repository(45, 10, { prefetch });
      const seen = [];
      let pages = 0;
      for await (const page of all.list().pages()) {
        seen.push(...page.data.map(({ digest }) => digest));
        pages += 1;
        if (pages === 2) await Promise.all(seen.map((digest) => all.delete(digest)));
      }
      assert.deepEqual(seen.toSorted(), digests(0, 45).toSorted());
      assert.equal(all.left().length, 25);
    });
  }

  test("and items without a name of their own are all given", async () => {
    const manifests = [{ digest: "" }, { digest: "" }, {}, {}];
    const fetch = async () => Response.json({ manifests, meta: { total: 4 } });
    const { registries } = new DigitalOcean({ token: "dop_v1_pages_nameless", fetch });
    assert.deepEqual(await registries.manifests.list("a", "b").all(), manifests);
  });

  test("and a list that nothing is deleted from is read once", async () => {
    const all = repository(45, 20);
    assert.equal((await all.list().all()).length, 45);
    assert.equal(all.asked(), 3);
  });
});

test("all() collects a page of more items than a function takes arguments", async () => {
  const manifests = Array.from({ length: 300_000 }, (_, index) => index);
  const fetch = async () => new Response(JSON.stringify({ manifests }));
  const client = new DigitalOcean({ token: "dop_v1_pages", fetch });
  assert.equal((await client.registries.manifests.list("a", "b").all()).length, 300_000);
});

test("all() checks its options as calls do theirs", async () => {
  const { list } = paged(5);
  for (const [options, message] of [
    [null, "options: expected object, got null"],
    ["2", "options: expected object, got string"],
    [{ limit: "2" }, "limit: expected number, got string"],
    [{ limit: 10n }, "limit: expected number, got bigint"],
    [{ limit: null }, "limit: expected number, got null"],
    [{ limit: Number.NaN }, "limit: must be a whole number from 0 to Infinity"],
    [{ limit: -1 }, "limit: must be a whole number from 0 to Infinity"],
    [{ limit: 1.5 }, "limit: must be a whole number from 0 to Infinity"],
    [{ limt: 2 }, "options.limt: unknown option; the options are limit"],
  ]) {
    for (const from of [list(), await list()]) {
      const error = await from.all(options).catch((error) => error);
      assert.deepEqual([error.name, error.message], ["InvalidRequestError", message]);
      assert.match(error.operation, /manifests\.list$/);
    }
  }
  for (const options of [undefined, {}, { limit: undefined }, { limit: Number.POSITIVE_INFINITY }]) {
    assert.equal((await list().all(options)).length, 5);
  }
});

for (const page of ["abc", "-1", "1.5", "", "99999999999", "%F0%9F%92%A9"]) {
  test(`a link to page ${JSON.stringify(page)} is the fault of the response, not of the caller`, async () => {
    const next = `https://api.digitalocean.com/v2/x?per_page=1&page=${page}`;
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      return Response.json({ manifests: [1], links: { pages: { next } } });
    };
    const client = new DigitalOcean({ token: "dop_v1_pages_link", fetch });
    const first = await client.registry.manifests.list("a", "b");
    assert.deepEqual(first.data, [1]);
    await assert.rejects(first.getNextPage(), {
      name: "DecodeError",
      message: "the link to the next page: query.page: expected integer, got string",
      operation: "registry.manifests.list",
    });
    assert.equal(sent, 1);
  });
}

test("an iteration holds no page that it has left", () => {
  const program = `
    import { DigitalOcean } from "digitalocean-wasm";
    const fetch = async (url) => {
      const page = Number(new URL(url).searchParams.get("page") ?? 1);
      const next = "/v2/x?page=" + (page + 1);
      const links = page < 20 ? { pages: { next } } : {};
      return Response.json({ manifests: [{ digest: String(page) }], links, meta: { total: 20 } });
    };
    const client = new DigitalOcean({ token: "dop_v1_pages_held", fetch });
    const left = [];
    for await (const page of client.registry.manifests.list("a", "b").pages()) {
      left.push(new WeakRef(page.data));
      await new Promise((resolve) => setTimeout(resolve));
      if (page.next) continue;
      gc();
      // The first page is the value of the promise.
      console.log(left.length, left.slice(1, -2).filter((page) => page.deref()).length);
    }`;
  const run = ["--expose-gc", "--input-type=module", "--eval", program];
  assert.equal(execFileSync(process.execPath, run, { cwd: import.meta.dirname, encoding: "utf8" }), "20 0\n");
});
