// Clean-ups of random registries, judged by an independent checker. CLEANUP_REGISTRIES is the number of registries,
// CLEANUP_SEED the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyCleanUp, PlanOutdatedError, planCleanUp } from "digitalocean-wasm/clean-up";
import { createSimulator } from "digitalocean-wasm/simulator";
import { loadRegistry, REGISTRY, registryOf, simulate, writes } from "../support/clean-up.mjs";
import { brokenTags, expectedKeep, signatures } from "../support/oci-checker.mjs";
import { OciRegistry, randomRules, START } from "../support/oci-registry.mjs";
import { Random } from "../support/random.mjs";

const first = Number(process.env.CLEANUP_SEED ?? 1);
const count = Number(process.env.CLEANUP_REGISTRIES ?? 60);
const seeds = Array.from({ length: count }, (_, at) => first + at);

/** The digests of entries, by repository. */
const digests = (entries) => entries.map(({ repository, digest }) => `${repository} ${digest}`).sort();

/** Pushes, moves or removes something between plan and apply. */
function interfere(registry, made, plan, random) {
  const target = random.oneOf(registry.repositories);
  const doomed = plan.delete.filter(({ repository }) => repository === target.name);
  const one = random.oneOf(target.manifests);
  const tagged = target.manifests.filter(({ tags }) => tags.length > 0);
  const change = random.oneOf([
    () => made.image(target, made.tags(), START),
    () => {
      const children = doomed.length > 0 ? [random.oneOf(doomed).digest] : [made.image(target, [], START).digest];
      made.push(target, { kind: "index", refs: children, tags: made.tags(), time: START });
    },
    () => one && made.sign(target, one),
    () => tagged.length > 0 && random.oneOf(tagged).tags.pop(),
    () => {
      const tag = tagged.length > 0 && random.oneOf(tagged).tags.pop();
      if (tag) one.tags.push(tag);
    },
    () => target.manifests.splice(random.below(target.manifests.length), 1),
  ]);
  made.repositories = registry.repositories;
  made.blobs = registry.blobs;
  change();
}

test(`${count} random registries are cleaned up by the rules, and no tag is broken`, async () => {
  const seen = { deleted: 0, untagged: 0, outdated: 0, applied: 0, freed: 0 };
  let simulator;
  for (const seed of seeds) {
    const made = new OciRegistry(seed);
    const rules = randomRules(seed);
    simulator ??= await simulate(createSimulator, made.state());
    simulator.reset();
    simulator.requests.clear();
    loadRegistry(simulator, made.state());
    const client = simulator.client();
    const before = registryOf(simulator);
    const broken = brokenTags(before, made.truth);
    const message = `seed ${seed}`;
    const { clock } = simulator;

    const plan = await clock.run(planCleanUp(client, REGISTRY, rules));
    assert.deepEqual(writes(simulator), [], message);
    const expected = expectedKeep(before, rules, START);
    const selected = (entries) => entries.filter(({ isSelected }) => isSelected);
    const kept = before.repositories.flatMap(({ name, manifests }) =>
      manifests.map(({ digest }) => ({ repository: name, digest, isSelected: expected.get(name).has(digest) })),
    );
    const isCleaned = new Set([...plan.keep, ...plan.delete].map(({ repository }) => repository));
    const wanted = selected(kept).filter(({ repository }) => isCleaned.has(repository));
    assert.deepEqual(digests(plan.keep), digests(wanted), message);
    seen.deleted += plan.delete.length;
    seen.untagged += plan.untag.length;

    const random = new Random(seed ^ 0x1b873593);
    const isDisturbed = random.chance(30);
    if (isDisturbed) {
      const registry = registryOf(simulator);
      interfere(registry, made, plan, random);
      loadRegistry(simulator, registry);
    }
    const signedBefore = signatures(registryOf(simulator));
    const brokenBefore = isDisturbed ? brokenTags(registryOf(simulator), made.truth) : broken;
    try {
      const result = await clock.run(applyCleanUp(client, plan));
      seen.applied++;
      const { atLeast, atMost } = plan.frees;
      if (result.collection && !isDisturbed) {
        assert.ok(
          result.freedBytes >= atLeast && result.freedBytes <= atMost,
          `${message}: ${result.freedBytes} ${JSON.stringify(plan.frees)}`,
        );
        seen.freed += result.freedBytes;
      }
      const again = await clock.run(planCleanUp(client, REGISTRY, rules));
      if (!isDisturbed) assert.deepEqual([again.delete, again.untag], [[], []], message);
    } catch (error) {
      if (!(isDisturbed && error instanceof PlanOutdatedError)) {
        error.message = `${message}: ${error.message}`;
        throw error;
      }
      assert.deepEqual(writes(simulator), [], message);
      seen.outdated++;
    }
    const after = registryOf(simulator);
    const newlyBroken = [...brokenTags(after, made.truth)].filter((tag) => !brokenBefore.has(tag));
    assert.deepEqual(newlyBroken, [], message);
    const there = new Set(after.repositories.flatMap(({ manifests }) => manifests.map(({ digest }) => digest)));
    const tags = new Set(
      after.repositories.flatMap(({ name, manifests }) =>
        manifests.flatMap((one) => one.tags.map((tag) => `${name}:${tag}`)),
      ),
    );
    const lost = [...signedBefore].filter(([tag, subject]) => there.has(subject) && !tags.has(tag));
    assert.deepEqual(lost, [], message);
  }
  console.log(JSON.stringify(seen));
  assert.ok(seen.deleted > 0 && seen.outdated > 0 && seen.applied > seen.outdated && seen.freed > 0);
});
