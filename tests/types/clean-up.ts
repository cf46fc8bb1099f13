// Clean-ups, as users type them.
import { DigitalOcean } from "digitalocean-wasm";
import {
  applyCleanUp,
  type CleanUpPlan,
  type CleanUpResult,
  type CleanUpRules,
  CleanUpStoppedError,
  PlanOutdatedError,
  planCleanUp,
} from "digitalocean-wasm/clean-up";

const client = new DigitalOcean({ token: "test" });
const rules: CleanUpRules = {
  keep: { newest: 10, youngerThan: "7d", tags: ["latest", /^v\d/] },
  repositories: ["services/*"],
  perRepository: { web: { youngerThan: 3_600_000 } },
  allowEmpty: false,
};

export async function cleanUp(): Promise<number> {
  const plan: CleanUpPlan = await planCleanUp(client, "example", rules, {
    onProgress: ({ phase, done, total }) => [phase, done / total],
  });
  const reasons: string[] = [...plan.keep, ...plan.delete].map(({ why }) => why);
  const copy: CleanUpPlan = JSON.parse(JSON.stringify(plan));
  try {
    const result: CleanUpResult = await applyCleanUp(client, copy, {
      garbageCollection: "untagged manifests and unreferenced blobs",
      signal: undefined,
    });
    return result.freedBytes + reasons.length + plan.frees.atLeast;
  } catch (error) {
    if (error instanceof PlanOutdatedError) return error.moved.filter(({ what }) => what !== "").length;
    if (error instanceof CleanUpStoppedError) return error.done.length - error.notDone.length;
    throw error;
  }
}

export const dry = async (plan: CleanUpPlan): Promise<string[]> => {
  const { requests } = await applyCleanUp(client.withOptions({ dryRun: true }), plan);
  return requests.map((request) => request.toCurl());
};

// @ts-expect-error: rules are needed.
export const none = planCleanUp(client, "example");
// @ts-expect-error: a list of patterns, not one.
export const one: CleanUpRules = { keep: { tags: "v*" } };
// @ts-expect-error: there is no such rule.
export const other: CleanUpRules = { keep: { oldest: 1 } };
