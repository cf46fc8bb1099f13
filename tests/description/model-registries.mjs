// Steps with registries and the images in them.
import assert from "node:assert/strict";

const KINDS = [
  undefined,
  "untagged manifests only",
  "unreferenced blobs only",
  "untagged manifests and unreferenced blobs",
];
const TIERS = ["starter", "basic", "professional"];
const ENDED = ["succeeded", "cancelled"];

/** The account of a state that the model's token is for. */
const accountIn = (model, state) => state.accounts[state.tokens.find(({ value }) => value === model.token).account];

/** The registries as they are in the simulator, with the manifests in them. */
const registriesOf = (model) => accountIn(model, model.simulator.state()).registries;

/** The resource to ask: the older one mostly where it can answer, for an account with one registry. */
function resourceOf(model) {
  return model.chance(registriesOf(model).length > 1 ? 0.1 : 0.6) ? "registry" : "registries";
}

/** A way to ask for a registry: the resource, and the beginning of the path. */
function way(model, { name }) {
  return [resourceOf(model), [name]];
}

function registryOf(model) {
  return model.pick(registriesOf(model));
}

function repositoryOf(model, registry) {
  return model.pick(registry?.repositories ?? []);
}

async function listRegistries(model) {
  const { registries, total_storage_usage_bytes: total } = await model.must(200, "registries.list");
  const sum = registries.reduce((bytes, { storage_usage_bytes }) => bytes + storage_usage_bytes, 0);
  assert.equal(total, sum);
  for (const { name, storage_usage_bytes } of registries) {
    const { registry } = await model.must(200, "registries.get", [name]);
    assert.equal(registry.storage_usage_bytes, storage_usage_bytes);
  }
  const only = await model.send("registry.get");
  assert.equal(only.status, [404, 200][registries.length] ?? 412, only.request());
}

async function createRegistry(model) {
  const name = model.name("registry");
  const tier = { subscription_tier_slug: model.pick(TIERS) };
  const body = { name, ...(model.chance(0.8) && tier), ...(model.chance(0.5) && { region: "fra1" }) };
  const resource = resourceOf(model);
  if (registriesOf(model).length > 2 && model.chance(0.9)) return deleteRegistry(model);
  await model.send(`${resource}.validateName`, [], { body: { name } });
  const { isOk } = await model.send(`${resource}.create`, [], { body });
  if (isOk) await model.must(409, "registries.validateName", [], { body: { name } });
}

async function deleteRegistry(model) {
  const registry = registryOf(model);
  if (!registry) return;
  const resource = resourceOf(model);
  const path = resource === "registry" ? [] : [registry.name];
  const { isOk, status, request } = await model.send(`${resource}.delete`, path);
  if (model.collections.has(registry.name)) assert.equal(isOk, false, request());
  if (!isOk) return assert.equal(status, 412, request());
  const isBack = () => registriesOf(model).some(({ name }) => name === registry.name);
  await model.gone("registries.get", [registry.name], isBack);
}

async function subscription(model) {
  const resource = resourceOf(model);
  await model.send(`${resource}.subscription.get`);
  await model.send(`${resource}.subscription.update`, [], { body: { tier_slug: model.pick(TIERS) } });
}

async function offers(model) {
  const resource = resourceOf(model);
  await model.send(`${resource}.options`);
  const registry = registryOf(model);
  const query = model.chance(0.5) ? { expiry_seconds: "60", read_write: "true" } : {};
  if (registry)
    await model.send(`${resource}.dockerCredentials`, resource === "registry" ? [] : [registry.name], { query });
}

/** Totals are those of the lists, and the lists have what is in the state. */
async function listImages(model) {
  const registry = registryOf(model);
  if (!registry) return;
  const [resource, path] = way(model, registry);
  const repositories = await model.list(
    `${resource}.repositories.${resource === "registry" ? "listV2" : "list"}`,
    path,
    "repositories",
  );
  if (repositories === undefined) return;
  assert.deepEqual(
    repositories.map(({ name }) => name),
    registry.repositories.map(({ name }) => name),
  );
  if (resource === "registry") await model.list("registry.repositories.list", path, "repositories");
  const repository = model.pick(repositories);
  if (!repository) return;
  const at = [...path, repository.name];
  const tags = await model.list(`${resource}.tags.list`, at, "tags");
  const manifests = await model.list(`${resource}.manifests.list`, at, "manifests");
  assert.equal(tags.length, repository.tag_count);
  assert.equal(manifests.length, repository.manifest_count);
  assert.deepEqual(manifests.flatMap((manifest) => manifest.tags).sort(), tags.map(({ tag }) => tag).sort());
}

async function deleteTag(model) {
  const registry = registryOf(model);
  const repository = repositoryOf(model, registry);
  const tag = model.pick((repository?.manifests ?? []).flatMap(({ tags }) => tags));
  if (tag === undefined) return;
  const [resource, path] = way(model, registry);
  await remove(model, registry, `${resource}.tags.delete`, [...path, repository.name, tag]);
}

async function deleteManifest(model) {
  const registry = registryOf(model);
  const repository = repositoryOf(model, registry);
  const { digest } = model.pick(repository?.manifests ?? []) ?? {};
  if (digest === undefined) return;
  const [resource, path] = way(model, registry);
  await remove(model, registry, `${resource}.manifests.delete`, [...path, repository.name, digest]);
}

async function deleteRepository(model) {
  const registry = registryOf(model);
  const repository = repositoryOf(model, registry);
  if (!repository) return;
  await remove(model, registry, "registries.repositories.delete", [registry.name, repository.name]);
}

/** Deletes something in a registry, unless its garbage is being collected; then it is gone, and nothing else. */
async function remove(model, registry, call, path) {
  const { status, request } = await model.send(call, path);
  if (model.collections.has(registry.name)) return assert.equal(status, 412, request());
  if (status === 412) return;
  assert.equal(status, 204, request());
  await model.must(404, call, path);
}

async function startCollection(model) {
  const registry = registryOf(model);
  if (!registry) return;
  const [resource, path] = way(model, registry);
  const type = model.pick(KINDS);
  const body = type === undefined ? model.pick([undefined, {}]) : { type };
  const { isOk, status, content, request } = await model.send(`${resource}.garbageCollections.start`, path, { body });
  if (model.collections.has(registry.name)) assert.equal(isOk, false, request());
  if (!isOk) return assert.ok([409, 412].includes(status), request());
  const { uuid, type: kind } = content.garbage_collection;
  const before = registriesOf(model).find(({ name }) => name === registry.name);
  model.collections.set(registry.name, { uuid, before, expected: swept(before, kind) });
  await model.must(200, "registries.garbageCollections.getActive", [registry.name]);
}

/** The manifests that a collection must leave and the blobs that it must free, by rules of our own. */
function swept({ repositories, blobs }, kind) {
  const takesManifests = kind.startsWith("untagged manifests");
  const left = repositories.map(({ name, manifests }) => {
    const kept = new Set(takesManifests ? reachable(manifests) : manifests.map(({ digest }) => digest));
    return { name, manifests: manifests.filter(({ digest }) => kept.has(digest)) };
  });
  const used = new Set(left.flatMap(({ manifests }) => manifests.flatMap((manifest) => manifest.blobs)));
  const freed =
    kind.endsWith("blobs") || kind.endsWith("blobs only")
      ? Object.entries(blobs).filter(([digest]) => !used.has(digest))
      : [];
  return { left, blobs: freed.length, bytes: freed.reduce((sum, [, size]) => sum + size, 0) };
}

/** The manifests with a tag, and those that one of them lists, and so on. */
function reachable(manifests) {
  const found = new Set();
  const visit = ({ digest, blobs }) => {
    if (found.has(digest)) return;
    found.add(digest);
    manifests.filter((other) => blobs.includes(other.digest)).forEach(visit);
  };
  manifests.filter(({ tags }) => tags.length > 0).forEach(visit);
  return found;
}

async function cancelCollection(model) {
  const [name, { uuid }] = model.pick([...model.collections]) ?? [undefined, {}];
  if (name === undefined) return;
  const [resource, path] = way(model, { name });
  await model.send(`${resource}.garbageCollections.getActive`, path);
  await model.send(`${resource}.garbageCollections.update`, [...path, uuid], { body: { cancel: true } });
}

/** Collections that have ended freed what nothing referred to, and left the rest. */
export async function checkCollections(model) {
  for (const [name, { uuid, before, expected }] of model.collections) {
    const ask = (resource) => model.list(`${resource}.garbageCollections.list`, [name], "garbage_collections");
    const list = (await ask(resourceOf(model))) ?? (await ask("registries"));
    const { status, freed_bytes, blobs_deleted } = list.find((collection) => collection.uuid === uuid);
    if (!ENDED.includes(status)) continue;
    model.collections.delete(name);
    const after = registriesOf(model).find((registry) => registry.name === name);
    if (status === "cancelled") {
      assert.deepEqual([after.repositories, after.blobs, freed_bytes], [before.repositories, before.blobs, 0]);
      continue;
    }
    assert.deepEqual([blobs_deleted, freed_bytes], [expected.blobs, expected.bytes]);
    assert.deepEqual(after.repositories, expected.left);
    const { registry } = await model.must(200, "registries.get", [name]);
    const sum = Object.values(before.blobs).reduce((bytes, size) => bytes + size, 0);
    assert.equal(registry.storage_usage_bytes, sum - freed_bytes);
    model.swept = (model.swept ?? 0) + 1;
    model.freed = (model.freed ?? 0) + freed_bytes;
  }
}

/** Pushes an image, or an index of some, as `docker push` would: into the state, for the API has no such call. */
async function push(model) {
  const state = model.simulator.state();
  const registry = model.pick(accountIn(model, state).registries);
  if (!registry || model.collections.has(registry.name)) return;
  const name = model.pick(["my/repo", "web", "pushed", "pushed/deep"]);
  let repository = registry.repositories.find((known) => known.name === name);
  if (!repository) {
    repository = { name, manifests: [] };
    registry.repositories.push(repository);
  }
  const digest = () =>
    `sha256:${Array.from({ length: 8 }, () =>
      model
        .int(2 ** 32)
        .toString(16)
        .padStart(8, "0"),
    ).join("")}`;
  const image = (tags) => {
    const blobs = [
      digest(),
      ...Object.keys(registry.blobs)
        .filter(() => model.chance(0.02))
        .slice(0, 3),
    ];
    registry.blobs[blobs[0]] = 1 + model.int(1e6);
    return { digest: digest(), size_bytes: 1_000, updated_at: "2026-01-01T00:00:00Z", tags, blobs };
  };
  const tag = model.name("tag");
  for (const manifest of repository.manifests) manifest.tags = manifest.tags.filter((known) => known !== tag);
  if (model.chance(0.5)) {
    repository.manifests.unshift(image([tag]));
  } else {
    const children = [image([]), image([])];
    repository.manifests.unshift({ ...image([tag]), blobs: children.map((child) => child.digest) }, ...children);
  }
  model.simulator.load(state);
}

/** The steps, and how often each is taken. */
export const REGISTRY_STEPS = [
  [2, listRegistries],
  [1, createRegistry],
  [0.6, deleteRegistry],
  [1, subscription],
  [1, offers],
  [3, listImages],
  [3, deleteTag],
  [3, deleteManifest],
  [0.3, deleteRepository],
  [2, startCollection],
  [1, cancelCollection],
  [3, push],
];
