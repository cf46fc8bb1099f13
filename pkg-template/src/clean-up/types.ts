import type { DigitalOcean, DryClient, GarbageCollection, Resources, SignalLike } from "../index.js";
import type { Duration } from "../simulator/duration.js";

/** A client that a clean-up is made with. Its options count: its token, its `fetch`, its limits, and `dryRun`. */
export type CleanUpClient = DigitalOcean | DryClient<Resources & Pick<DigitalOcean, "request">>;

/** A name or a glob, in which `*` stands for any characters and `?` for one; or a regular expression. */
export type Pattern = string | RegExp;

/** The images to keep: those that *any* of the rules names. The rest goes. At least one rule is needed. */
export interface KeepRules {
  /**
   * Keeps so many of the tagged images of a repository, the newest by `updated_at`: a whole number from 1.
   *
   * Neither the parts of multi-arch images nor signatures are counted, nor images that are broken. Images of the same
   * time share a place.
   * @default no image is kept for its place
   */
  newest?: number | undefined;
  /**
   * Keeps images that were pushed more recently than that: milliseconds, or a time such as `"7d"` or `"12h"`.
   *
   * An untagged image is kept by this rule only.
   * @default no image is kept for its age
   */
  youngerThan?: Duration | undefined;
  /**
   * Keeps images with a tag that fits one of these.
   * @default no image is kept for its tags
   */
  tags?: readonly Pattern[] | undefined;
}

/**
 * The rules of a clean-up.
 *
 * @example
 * const rules: CleanUpRules = {
 *   keep: { newest: 10, youngerThan: "7d", tags: ["latest", "v*"] },
 *   repositories: ["services/*"],
 *   perRepository: { "services/billing": { newest: 50 } },
 * };
 */
export interface CleanUpRules {
  /** The images to keep, in repositories without rules of their own. */
  keep: KeepRules;
  /**
   * The repositories to clean up.
   * @default all
   */
  repositories?: readonly Pattern[] | undefined;
  /**
   * Rules of some repositories, in place of `keep`, by name or glob. A name counts before globs, and those in their order.
   * @default {}
   */
  perRepository?: { readonly [repository: string]: KeepRules } | undefined;
  /**
   * Allows repositories to lose their last image. Otherwise the newest one is kept, whatever the rules say.
   * @default false
   */
  allowEmpty?: boolean | undefined;
}

/** The progress of a clean-up. */
export interface CleanUpProgress {
  /**
   * `reading` counts manifests, `checking` repositories, `removing` tags and manifests, and `collecting` is the garbage
   * collection, which counts nothing.
   */
  phase: "reading" | "checking" | "removing" | "collecting";
  /** The number of those that are done. */
  done: number;
  /** The number of all; it may grow while they are read. */
  total: number;
  /**
   * Bytes: when reading, those of the manifests read; when removing, those of the manifests deleted, of which others may
   * share some; when collecting, those freed.
   */
  bytes: number;
  /** The garbage collection, as last seen; undefined in the other phases. */
  collection?: GarbageCollection;
}

/** Options of a clean-up. */
export interface CleanUpOptions {
  /**
   * Aborts it, at any request. When it is applied, no request follows, and the error says how far it came.
   * @default undefined
   */
  signal?: SignalLike | undefined;
  /**
   * Called after each step. Errors that it throws are ignored.
   * @default undefined
   */
  onProgress?: ((progress: CleanUpProgress) => unknown) | undefined;
}

/** A manifest of a plan. */
export interface PlannedManifest {
  /** The name of its repository. */
  repository: string;
  /** Its digest. */
  digest: string;
  /** Its tags. */
  tags: string[];
  /** Its compressed size in bytes. Others may share some of them. */
  bytes: number;
  /** When it was last pushed (RFC 3339); null if that cannot be told. */
  updatedAt: string | null;
  /** The reason why it is kept or deleted, such as `newest 3 of 10`. */
  why: string;
}

/** A tag to remove of a manifest that stays, because another one needs it. */
export interface PlannedTag {
  /** The name of its repository. */
  repository: string;
  /** The digest of its manifest. */
  digest: string;
  /** The tag. */
  tag: string;
  /** The reason. */
  why: string;
}

/** An image that is broken already. Findings are told; the rules alone say what is deleted. */
export interface Finding {
  /**
   * `ghost`: nothing that it refers to is there; `partial`: a part of it is not there; `orphaned`: a signature or an
   * attestation whose image is not in the registry.
   */
  kind: "ghost" | "partial" | "orphaned";
  /** The name of its repository. */
  repository: string;
  /** Its digest. */
  digest: string;
  /** Its tags. */
  tags: string[];
  /** The evidence. */
  why: string;
}

/** The rules of images to keep, as plain JSON: regular expressions are text. */
export interface StatedKeepRules {
  /** The number of newest images. */
  newest?: number;
  /** The age, as it was given. */
  youngerThan?: Duration;
  /** The patterns as text. */
  tags?: string[];
}

/** The rules of a plan, as plain JSON. */
export interface StatedRules {
  /** The images to keep. */
  keep: StatedKeepRules;
  /** The patterns of repositories as text; empty for all. */
  repositories: string[];
  /** The rules of some repositories. */
  perRepository: { [repository: string]: StatedKeepRules };
  /** Whether repositories may lose their last image. */
  allowEmpty: boolean;
}

/** A plan: plain JSON, to be printed, kept in a file, and applied. */
export interface CleanUpPlan {
  /** The name of the registry. */
  registry: string;
  /** When the registry was read (RFC 3339), by the clock of the server if it is shown. */
  takenAt: string;
  /** A hash by which a plan that was changed is refused. */
  fingerprint: string;
  /** The rules that it follows. */
  rules: StatedRules;
  /** The manifests to keep, of the repositories that are cleaned up. */
  keep: PlannedManifest[];
  /** The manifests to delete, in this order. */
  delete: PlannedManifest[];
  /** The tags to remove of manifests that stay. */
  untag: PlannedTag[];
  /** Images that are broken already. */
  findings: Finding[];
  /** Rules that stand for nothing, most likely misspelt. */
  warnings: string[];
  /**
   * The bytes that the garbage collection frees, if nothing is pushed before it: at least the blobs that only deleted
   * manifests have; at most all that no kept manifest has, as when others deleted manifests before.
   */
  frees: { atLeast: number; atMost: number };
  /** Returns a table: repository, tag or digest, kept or deleted, bytes and why. Not in a plan that was JSON. */
  toString(): string;
}

/** A step of a plan. */
export type CleanUpStep =
  | { kind: "untag"; repository: string; tag: string; digest: string }
  | { kind: "delete"; repository: string; digest: string; tags: string[]; bytes: number }
  | { kind: "collect"; type: string };
