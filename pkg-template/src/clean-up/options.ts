import type { SignalLike } from "../index.js";
import { refuse } from "./rules.js";
import type { CleanUpOptions, CleanUpProgress } from "./types.js";

/** The options of a clean-up as they are used. */
export interface OwnOptions {
  signal: SignalLike | undefined;
  /** Tells the caller of progress. */
  report(progress: CleanUpProgress): void;
}

/** Checks the options that planning and applying share. */
export function readOptions(options: CleanUpOptions, others: string[] = []): OwnOptions {
  if (typeof options !== "object" || options === null) refuse("options: must be an object");
  const known = ["signal", "onProgress", ...others];
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) refuse(`options: there is no option ${unknown}; there are ${known.join(", ")}`);
  const { signal, onProgress } = options;
  if (onProgress !== undefined && typeof onProgress !== "function") refuse("onProgress: must be a function");
  return {
    signal: signal ?? undefined,
    report: (progress) => {
      try {
        const outcome = onProgress?.(progress);
        // A rejection has no one else to handle it.
        if (outcome instanceof Promise) outcome.catch(() => undefined);
      } catch {
        // The clean-up goes on.
      }
    },
  };
}
