import type { Manifest } from "../index.js";
import { beginRegistry, type CoreRegistry, decode, encode, enter } from "./core.js";
import type { Moved } from "./errors.js";
import { Page } from "./page.js";
import type { CoreRules } from "./rules.js";
import type { CleanUpPlan, PlannedManifest, PlannedTag } from "./types.js";

/** A plan as the core makes it. */
export type CorePlan = Omit<CleanUpPlan, "rules">;

/** The part of a plan that is compared. */
export interface Comparable {
  keep: PlannedManifest[];
  delete: PlannedManifest[];
  untag: PlannedTag[];
}

/** A comparison by the core: `cleanup/src/check.rs` documents it. */
export interface Check {
  isIntact: boolean;
  moved: Moved[];
  untag: number[];
  delete: number[];
}

/** A registry at one time, as the core takes it. */
interface Head {
  registry: string;
  /** The time at which it is read. */
  now: number;
  /** The bytes that it says it stores. */
  usage?: number;
}

/** A registry that is read page by page, and then planned or compared, once. The core keeps it, JavaScript no page. */
export class Snapshot {
  #registry: CoreRegistry;

  private constructor(registry: CoreRegistry) {
    this.#registry = registry;
  }

  static async begin(head: Head): Promise<Snapshot> {
    return new Snapshot(await beginRegistry(head));
  }

  /** Begins to read a repository, or begins again. */
  open(repository: string): void {
    enter(() => this.#registry.add(encode({ repository, isFirst: true })));
  }

  /** Takes a page of a repository. */
  add(repository: string, manifests: Manifest[]): Page {
    const page = new Page(repository, manifests);
    enter(() => this.#registry.add(encode(page)));
    return page;
  }

  /** Makes a plan. Its manifests come in parts, so that no text holds all of them. */
  plan(rules: CoreRules): CorePlan {
    return enter(() => {
      const registry = this.#registry;
      const plan = decode<CorePlan>(registry.plan(encode(rules)));
      for (;;) {
        const [keep, deleted] = decode<[PlannedManifest[], PlannedManifest[]]>(registry.manifests());
        if (keep.length + deleted.length === 0) break;
        plan.keep.push(...keep);
        plan.delete.push(...deleted);
      }
      registry.free();
      return plan;
    });
  }

  /** Compares a plan with the registry. */
  check(plan: Comparable): Check {
    return enter(() => {
      const check = decode<Check>(this.#registry.check(encode(plan)));
      this.#registry.free();
      return check;
    });
  }
}
