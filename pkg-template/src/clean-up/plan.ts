import { readOptions } from "./options.js";
import type { Page } from "./page.js";
import { PAGE, readerOf, readRepositories } from "./read.js";
import { checkRules, coreRules, expressionsOf, refuse } from "./rules.js";
import { Snapshot } from "./snapshot.js";
import { table } from "./table.js";
import type { CleanUpClient, CleanUpOptions, CleanUpPlan, CleanUpRules } from "./types.js";

/**
 * Plans the clean-up of a registry: which images are kept, which are deleted, why, and how many bytes that frees. Changes
 * nothing.
 *
 * Rules see images; the parts of a kept image, what refers to it, such as its signatures, whatever is younger than an
 * hour, and everything whose kind cannot be told are kept, too. All repositories are read, because they share blobs, with
 * 200 manifests a request and within the rate limit.
 *
 * @param client - The client to read with.
 * @param registry - Name of the registry.
 * @param rules - The images to keep.
 * @param options - Progress and abort.
 * @throws InvalidRequestError if there is no rule, or one makes no sense.
 * @example
 * const plan = await planCleanUp(client, "example", {
 *   keep: { newest: 10, youngerThan: "7d", tags: ["latest", "v*"] },
 * });
 * console.log(plan.toString());
 * console.log(plan.delete.length, "manifests to delete, frees", plan.frees.atLeast, "bytes or more");
 */
export async function planCleanUp(
  client: CleanUpClient,
  registry: string,
  rules: CleanUpRules,
  options: CleanUpOptions = {},
): Promise<CleanUpPlan> {
  const stated = checkRules(rules);
  const { signal, report } = readOptions(options);
  if (typeof registry !== "string" || registry === "") refuse("registry: must be the name of a registry");
  const reader = readerOf(client);
  const { data, response } = await reader.registries.get(registry, { signal }).withResponse();
  // Ages are those of the server's clock, where it is shown.
  const date = Date.parse(response.headers.get("date") ?? "");
  const now = Number.isNaN(date) ? Date.now() : date;
  const snapshot = await Snapshot.begin({ registry, now, usage: Number(data.storage_usage_bytes) || 0 });
  const repositories = await reader.registries.repositories.list(registry, { per_page: PAGE }, { signal }).all();
  const counts = { done: 0, total: repositories.reduce((sum, one) => sum + (one.manifest_count || 0), 0), bytes: 0 };
  const expressions = expressionsOf(rules);
  const tags = new Set<string>();
  const onPage = ({ manifests }: Page) => {
    counts.done += manifests.length;
    counts.total = Math.max(counts.total, counts.done);
    for (const [, , bytes, own] of manifests) {
      counts.bytes += bytes;
      // The core has no regular expressions: it is told the tags that they stand for.
      for (const tag of own) if (expressions.some((one) => one.test(tag))) tags.add(tag);
    }
    report({ phase: "reading", ...counts });
  };
  const names = [...new Set(repositories.map(({ name }) => name))];
  await readRepositories({ reader, registry, signal, onPage }, snapshot, names);
  const planned = snapshot.plan(coreRules(rules, new Set(names), tags));
  const { registry: name, takenAt, fingerprint, ...rest } = planned;
  return withTable({ registry: name, takenAt, fingerprint, rules: stated, ...rest });
}

/** Gives a plan its table, which clones and JSON leave out. */
function withTable(plan: CleanUpPlan): CleanUpPlan {
  return Object.defineProperty(plan, "toString", { value: () => table(plan), configurable: true, writable: true });
}
