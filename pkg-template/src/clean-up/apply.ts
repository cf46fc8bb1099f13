import { DryRun, type GarbageCollection, NotFoundError } from "../index.js";
import { type Collecting, type CollectionType, collect, follow, newest } from "./collect.js";
import { CleanUpStoppedError, PlanOutdatedError } from "./errors.js";
import { type OwnOptions, readOptions } from "./options.js";
import { type Reading, readerOf, writerOf } from "./read.js";
import { refuse } from "./rules.js";
import type { CleanUpClient, CleanUpOptions, CleanUpPlan, CleanUpStep } from "./types.js";
import { checkPlan, type Part, partsOf, stepsLeft } from "./verify.js";

/** Options of applying a plan. */
export interface ApplyOptions extends CleanUpOptions {
  /**
   * The garbage collection that follows, or `"none"`. Only one frees storage; the registry is read-only until it ends.
   *
   * Those that remove untagged manifests may take the parts of multi-arch images: whether they do is not documented.
   * @default "unreferenced blobs only"
   */
  garbageCollection?: CollectionType | "none" | undefined;
}

/** The outcome of a plan that was applied. */
export interface CleanUpResult {
  /** The steps that were done. Those of an earlier call are not among them. */
  done: CleanUpStep[];
  /** The steps that were not done: all, with `dryRun`. */
  notDone: CleanUpStep[];
  /** The requests that were not sent, with a client that has `dryRun`. */
  requests: DryRun[];
  /** The garbage collection, at its end; undefined if none was needed. */
  collection: GarbageCollection | undefined;
  /** The bytes that it freed. */
  freedBytes: number;
}

const TYPES = [
  "unreferenced blobs only",
  "untagged manifests only",
  "untagged manifests and unreferenced blobs",
  "none",
];

/**
 * Carries a plan out: removes tags, deletes manifests, an index before its children, and runs one garbage collection.
 *
 * Before the first write, every repository is compared with the plan, and again after some 200 writes: when a digest or
 * tag that the plan relies on moved, or a new image needs a manifest that was to be deleted, nothing more is sent. Stops at
 * the first refusal. The same plan can be applied again: it goes on where it stopped.
 *
 * @param client - The client to write with; one with `dryRun` sends no write.
 * @param plan - The plan, or its parsed JSON.
 * @param options - Progress, abort, and the kind of the garbage collection.
 * @throws PlanOutdatedError if the registry is no longer as planned.
 * @throws CleanUpStoppedError if it stops after it had begun; `done` and `notDone` say where.
 * @example
 * const plan = await planCleanUp(client, "example", { keep: { newest: 10 } });
 * const { done, freedBytes } = await applyCleanUp(client, plan, {
 *   onProgress: ({ phase, done, total }) => console.log(phase, done, total),
 * });
 * console.log(done.length, "steps,", freedBytes, "bytes freed");
 */
export async function applyCleanUp(
  client: CleanUpClient,
  plan: CleanUpPlan,
  options: ApplyOptions = {},
): Promise<CleanUpResult> {
  const own = readOptions(options, ["garbageCollection"]);
  const { garbageCollection = "unreferenced blobs only" } = options;
  if (!TYPES.includes(garbageCollection)) refuse(`garbageCollection: must be one of ${TYPES.join(", ")}`);
  await checkPlan(plan);
  const clean = new CleanUp(client, plan, own);
  const left = await clean.compareAll();
  if (garbageCollection !== "none" && clean.parts.size > 0) left.push({ kind: "collect", type: garbageCollection });
  return clean.run(left);
}

/** A plan that is being carried out. */
class CleanUp {
  readonly parts: Map<string, Part>;
  #plan: CleanUpPlan;
  #own: OwnOptions;
  #writer;
  #reading: Reading;
  #done: CleanUpStep[] = [];
  #requests: DryRun[] = [];
  #collection: GarbageCollection | undefined;
  /** The numbers of writes at which each repository was last compared. */
  #comparedAt = new Map<string, number>();

  constructor(client: CleanUpClient, plan: CleanUpPlan, own: OwnOptions) {
    this.parts = partsOf(plan);
    this.#plan = plan;
    this.#own = own;
    this.#writer = writerOf(client);
    this.#reading = { reader: readerOf(client), registry: plan.registry, signal: own.signal, onPage: () => undefined };
  }

  /** Compares all repositories; resolves to the steps that are left. */
  async compareAll(): Promise<CleanUpStep[]> {
    const steps: CleanUpStep[] = [];
    let done = 0;
    for (const [name, part] of this.parts) {
      for (const step of await stepsLeft(this.#reading, name, part)) steps.push(step);
      this.#comparedAt.set(name, 0);
      this.#own.report({ phase: "checking", done: ++done, total: this.parts.size, bytes: 0 });
    }
    // Tags first, over all repositories.
    return [...steps.filter(({ kind }) => kind === "untag"), ...steps.filter(({ kind }) => kind === "delete")];
  }

  /** Does the steps, in their order. */
  async run(steps: CleanUpStep[]): Promise<CleanUpResult> {
    const writes = steps.filter(({ kind }) => kind !== "collect").length;
    let bytes = 0;
    for (const [at, step] of steps.entries()) {
      try {
        const isDry = await this.#do(step, writes);
        if (isDry) continue;
      } catch (error) {
        if (error instanceof PlanOutdatedError) throw new PlanOutdatedError(error.moved, this.#done);
        throw at === 0 ? error : new CleanUpStoppedError(error, this.#done, steps.slice(at));
      }
      this.#done.push(step);
      if (step.kind === "collect") continue;
      if (step.kind === "delete") bytes += step.bytes;
      this.#own.report({ phase: "removing", done: at + 1, total: writes, bytes });
    }
    const collection = this.#collection;
    const freedBytes = collection?.freed_bytes ?? 0;
    const notDone = this.#requests.length > 0 ? steps : [];
    return { done: this.#done, notDone, requests: this.#requests, collection, freedBytes };
  }

  /** Does a step; resolves to whether it was not sent. */
  async #do(step: CleanUpStep, writes: number): Promise<boolean> {
    if (step.kind === "collect") return this.#collect(step.type as CollectionType, writes > 0);
    const { repository } = step;
    const part = this.parts.get(repository) as Part;
    if (this.#done.length - (this.#comparedAt.get(repository) ?? 0) >= part.writes) {
      await stepsLeft(this.#reading, repository, part);
      this.#comparedAt.set(repository, this.#done.length);
    }
    return this.#note(await this.#write(step));
  }

  async #write(step: Exclude<CleanUpStep, { kind: "collect" }>): Promise<unknown> {
    const { registry } = this.#plan;
    const { signal } = this.#own;
    const { manifests, tags } = this.#writer.registries;
    try {
      return await (step.kind === "untag"
        ? tags.delete(registry, step.repository, step.tag, { signal })
        : manifests.delete(registry, step.repository, step.digest, { signal }));
    } catch (error) {
      // A retry finds it deleted when the response to the first attempt was lost.
      if (!(error instanceof NotFoundError)) throw error;
      return undefined;
    }
  }

  /** Keeps a request that was not sent. */
  #note(outcome: unknown): boolean {
    if (!(outcome instanceof DryRun)) return false;
    this.#requests.push(outcome);
    return true;
  }

  /** Runs the garbage collection. Without a write, the one that began after the plan was made is that of an earlier call. */
  async #collect(type: CollectionType, hasWritten: boolean): Promise<boolean> {
    const { registry, takenAt } = this.#plan;
    const { signal, report } = this.#own;
    if (this.#requests.length > 0) {
      const { garbageCollections } = this.#writer.registries;
      return this.#note(await garbageCollections.start(registry, { type }, { signal }));
    }
    const onState = (collection: GarbageCollection) =>
      report({ phase: "collecting", done: 0, total: 0, bytes: collection.freed_bytes, collection });
    const collecting: Collecting = { client: this.#writer, registry, type, signal, onState };
    const last = hasWritten ? undefined : await newest({ ...collecting, client: this.#reading.reader });
    const isEarlier = last !== undefined && last.status !== "failed" && last.status !== "cancelled";
    const isOwn = isEarlier && Date.parse(last.created_at) >= Date.parse(takenAt);
    if (isOwn) this.#collection = await follow({ ...collecting, client: this.#reading.reader }, last);
    else this.#collection = await collect(collecting);
    return false;
  }
}
