import { PlanOutdatedError } from "./errors.js";
import { PAGE, type Reading, readRepository } from "./read.js";
import { refuse } from "./rules.js";
import { type Comparable, Snapshot } from "./snapshot.js";
import type { CleanUpPlan, CleanUpStep } from "./types.js";

/** The part of a plan that is of one repository. */
export interface Part extends Comparable {
  /** Writes after which the repository is compared again, in proportion to the requests that this takes. */
  writes: number;
}

/** Fewer writes than that may go by without another look at their repository. */
const WRITES = 200;
const WRITES_PER_PAGE = 5;

/** Checks that a plan is one, and as it was made. */
export async function checkPlan(plan: CleanUpPlan): Promise<void> {
  const lists = [plan?.keep, plan?.delete, plan?.untag];
  if (typeof plan?.registry !== "string" || !lists.every(Array.isArray)) {
    refuse("plan: must be a plan of planCleanUp, or the JSON of one");
  }
  // The names of others are not of interest: nothing is compared.
  const nothing = await Snapshot.begin({ registry: plan.registry, now: 0 });
  if (!isIntact(nothing, plan)) refuse("plan: was changed since it was made; make another one, with other rules");
}

function isIntact(snapshot: Snapshot, plan: CleanUpPlan): boolean {
  try {
    return snapshot.check(plan).isIntact;
  } catch {
    // It has not the form of a plan.
    return false;
  }
}

/** The parts of a plan that have something to do, by the names of their repositories. */
export function partsOf(plan: CleanUpPlan): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const { repository } of [...plan.untag, ...plan.delete]) {
    if (!parts.has(repository)) parts.set(repository, { keep: [], delete: [], untag: [], writes: WRITES });
  }
  for (const one of plan.keep) parts.get(one.repository)?.keep.push(one);
  for (const one of plan.delete) parts.get(one.repository)?.delete.push(one);
  for (const one of plan.untag) parts.get(one.repository)?.untag.push(one);
  for (const part of parts.values()) {
    const pages = Math.ceil((part.keep.length + part.delete.length) / PAGE);
    part.writes = Math.max(WRITES, WRITES_PER_PAGE * pages);
  }
  return parts;
}

/**
 * Reads a repository and compares it with its part of a plan. Resolves to the steps that are left; rejects with a
 * `PlanOutdatedError` if something moved.
 */
export async function stepsLeft(reading: Reading, name: string, part: Part): Promise<CleanUpStep[]> {
  const snapshot = await Snapshot.begin({ registry: reading.registry, now: 0 });
  await readRepository(reading, snapshot, name);
  const { moved, untag, delete: deleted } = snapshot.check(part);
  if (moved.length > 0) throw new PlanOutdatedError(moved);
  return [
    ...pick(part.untag, untag).map(({ repository, tag, digest }) => ({
      kind: "untag" as const,
      repository,
      tag,
      digest,
    })),
    ...pick(part.delete, deleted).map(({ repository, digest, tags, bytes }) => ({
      kind: "delete" as const,
      repository,
      digest,
      tags,
      bytes,
    })),
  ];
}

const pick = <T>(all: T[], positions: number[]): T[] => positions.map((position) => all[position] as T);
