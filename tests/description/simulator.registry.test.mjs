// The simulator's registries, those of now and the one of before, against the description.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TOKEN } from "../support/simulator.mjs";
import { component, options, problems } from "./description.mjs";
import { RESPONSES } from "./differences.mjs";
import { EMPTY_TOKEN, READ_TOKEN, SEVERAL_TOKEN, Simulation } from "./simulation.mjs";

const TYPES = ["untagged manifests only", "unreferenced blobs only", "untagged manifests and unreferenced blobs"];

const simulation = new Simulation([
  ...RESPONSES.registry,
  [/^registries_run_garbageCollection: a body is not declared$/, "taken all the same"],
  [/^registries_get_dockerCredentials: \?\w+ is not declared$/, "taken all the same"],
  [/^registr\w+_update_subscription: \/tier_slug is always sent$/, "nothing to do without it"],
  [/^registr\w+_update_garbageCollection: \/cancel is always sent$/, "nothing to do without it"],
]);

before(() => simulation.start());
after(() => simulation.stop());

// A token whose account may be asked both ways, and one whose account only the newer can serve.
const ACCOUNTS = [
  { resource: "registry", token: TOKEN, registry: "example", repository: "my/repo", manifests: 45 },
  { resource: "registries", token: SEVERAL_TOKEN, registry: "first", repository: "api", manifests: 3 },
];

/** How an account is asked its way. */
function calls({ resource, token }) {
  return {
    send: (name, ...values) => simulation.send(token, `${resource}.${name}`, ...values),
    refused: (status, name, ...values) => simulation.refused(token, status, `${resource}.${name}`, ...values),
  };
}

for (const account of ACCOUNTS) {
  const { resource, registry, repository, manifests } = account;
  const { send, refused } = calls(account);

  describe(`client.${resource}`, options, () => {
    test("lists and their pages", async () => {
      const lists = ["manifests", "tags"].map((name) => [`${name}.list`, registry, repository]);
      lists.push(["repositories.list", registry]);
      if (resource === "registry") {
        lists.push(["repositories.listV2", registry]);
      }
      for (const list of lists) {
        const whole = await send(...list);
        assert.ok(whole.length > 0);
        const first = await send(...list, { per_page: 1 });
        assert.deepEqual(first, whole.slice(0, 1));
        assert.deepEqual(await send(...list, { page: 1, per_page: 200 }).then((all) => all.slice(0, 1)), first);
        assert.deepEqual(await send(...list, { page: 99 }), []);
        await refused(422, ...list, { per_page: 201 });
      }
      assert.equal((await send("manifests.list", registry, repository, { per_page: 200 })).length, manifests);
      await refused(404, "manifests.list", registry, "nothing");
      await refused(404, "manifests.list", "nobody", repository);
    });

    test("a page that a token names", async () => {
      const name = resource === "registry" ? "repositories.listV2" : "repositories.list";
      // This account's registry has several repositories, and can be asked both ways.
      const repositories = [TOKEN, `${resource}.${name}`, "example"];
      const whole = await simulation.send(...repositories);
      const pages = await simulation.pages(...repositories, { per_page: 1 });
      assert.equal(pages.length, whole.length);
      assert.deepEqual(pages.flat(), whole);
    });

    test("options, names and credentials", async () => {
      const { available_regions, subscription_tiers } = await send("options");
      assert.ok(available_regions.includes("fra1"));
      assert.deepEqual(
        subscription_tiers.map(({ slug }) => slug),
        ["starter", "basic", "professional"],
      );
      const path = resource === "registry" ? [] : [registry];
      await send("dockerCredentials", ...path);
      await send("dockerCredentials", ...path, { expiry_seconds: 3600, read_write: true });
      await refused(422, "dockerCredentials", ...path, { expiry_seconds: -1 });
    });

    test("a registry in an account of its own, from its creation to its end", async () => {
      // Both ways in the same account, one after the other.
      const own = (name, ...values) => simulation.send(EMPTY_TOKEN, `${resource}.${name}`, ...values);
      const path = resource === "registry" ? [] : ["made-full"];
      const subscription = { subscription_tier_slug: "professional" };

      await own("validateName", { name: "made-full" });
      await own("create", { name: "made-full", region: "sgp1", ...subscription });
      await simulation.refused(EMPTY_TOKEN, 409, `${resource}.validateName`, { name: "made-full" });
      await simulation.refused(EMPTY_TOKEN, 409, `${resource}.create`, { name: "first", ...subscription });
      assert.equal((await own("get", ...path)).region, "sgp1");
      await own("subscription.get");
      assert.equal((await own("subscription.update", { tier_slug: "basic" })).tier.slug, "basic");
      if (resource === "registries") {
        await own("subscription.update", { tier_slug: "professional" });
        await own("create", { name: "made-small" });
        assert.equal((await own("list")).length, 2);
        await own("delete", "made-small");
      }
      await own("delete", ...path);
      await simulation.refused(EMPTY_TOKEN, 404, `${resource}.get`, ...path);
      await simulation.refused(EMPTY_TOKEN, 404, `${resource}.subscription.get`);
      if (resource === "registry") {
        await own("create", { name: "made-small", subscription_tier_slug: "starter" });
        await own("delete");
      }
    });
  });
}

describe("garbage collections in every state", options, () => {
  for (const account of ACCOUNTS) {
    const { resource, token, registry, repository } = account;
    test(`client.${resource}`, async () => {
      const { send, refused } = calls(account);
      const statuses = new Set();
      const seen = ({ status }) => statuses.add(status);

      await refused(404, "garbageCollections.getActive", registry);
      const tag = (await send("tags.list", registry, repository)).at(-1).tag;
      const [{ digest }] = await send("manifests.list", registry, repository);
      // A collection waits for blobs that were deleted in the minute before it.
      await send("tags.delete", registry, repository, tag);
      await send("manifests.delete", registry, repository, digest);
      const running = await send("garbageCollections.start", registry, { type: TYPES[2] });
      seen(running);
      // Live: a conflict, where the description knows no status of its own.
      await refused(409, "garbageCollections.start", registry, {});
      await refused(412, "tags.delete", registry, repository, "latest");
      await refused(412, "manifests.delete", registry, repository, digest);
      const active = async () => send("garbageCollections.getActive", registry).catch((error) => error);
      const answers = await simulation.until((answer) => answer.status === 404, active);
      answers.slice(0, -1).forEach(seen);
      const ways = [[], [{}], ...TYPES.map((type) => [{ type }])];
      for (const way of ways) {
        const { uuid } = await send("garbageCollections.start", registry, ...way);
        await refused(422, "garbageCollections.update", registry, uuid, { cancel: false });
        seen(await send("garbageCollections.update", registry, uuid, { cancel: true }));
        // It takes ten seconds to be cancelled.
        await simulation.advance("10s");
        await refused(404, "garbageCollections.update", registry, uuid, { cancel: true });
      }

      const all = await simulation.pages(token, `${resource}.garbageCollections.list`, registry, { per_page: 2 });
      all.flat().forEach(seen);
      assert.deepEqual(await send("garbageCollections.list", registry, { page: 9 }), []);
      assert.deepEqual(await send("garbageCollections.list", registry), all.flat());
      const undeclared = [...statuses].filter((status) => problems(component("garbage_collection"), { status }).length);
      assert.deepEqual(undeclared, ["waiting for delete requests"], "each but one is a declared status");
      assert.deepEqual([...statuses].sort(), [
        "cancelled",
        "cancelling",
        "deleting unreferenced blobs",
        "requested",
        "scanning manifests",
        "succeeded",
        "waiting for delete requests",
        "waiting for write JWTs to expire",
      ]);
    });
  }
});

test("what is deleted is gone", options, async () => {
  const path = ["example", "web"];
  const [{ digest, tags }] = await simulation.send(TOKEN, "registry.manifests.list", ...path);
  await simulation.send(TOKEN, "registry.tags.delete", ...path, tags[0]);
  await simulation.refused(TOKEN, 404, "registry.tags.delete", ...path, tags[0]);
  await simulation.send(TOKEN, "registry.manifests.delete", ...path, digest);
  await simulation.refused(TOKEN, 404, "registry.manifests.delete", ...path, digest);
  await simulation.send(SEVERAL_TOKEN, "registries.repositories.delete", "second", "jobs");
  await simulation.refused(SEVERAL_TOKEN, 404, "registries.repositories.delete", "second", "jobs");
});

test("the only registry, and several", options, async () => {
  assert.equal((await simulation.send(TOKEN, "registry.get")).name, "example");
  assert.equal((await simulation.send(TOKEN, "registries.get", "example")).name, "example");
  assert.equal((await simulation.send(TOKEN, "registry.subscription.get")).tier.slug, "basic");
  for (const name of ["get", "options", "subscription.get", "dockerCredentials"]) {
    await simulation.refused(SEVERAL_TOKEN, 412, `registry.${name}`);
  }
  await simulation.refused(SEVERAL_TOKEN, 412, "registry.garbageCollections.list", "first");
});

test("a token that may only read", options, async () => {
  await simulation.send(READ_TOKEN, "registry.manifests.list", "example", "web");
  await simulation.send(READ_TOKEN, "registries.list");
  await simulation.refused(READ_TOKEN, 403, "registry.delete");
  await simulation.refused(READ_TOKEN, 403, "registries.dockerCredentials", "example");
  await simulation.refused("dop_v1_unknown", 401, "registries.list");
});

test("every operation was called with all it takes and with the least", options, () => {
  assert.deepEqual(simulation.leftOut("registry"), []);
});

test("each known difference still is one", options, () => {
  assert.deepEqual(simulation.outdated(), []);
});
