import { define } from "../errors/own.js";
import { DigitalOceanError } from "../index.js";
import type { CleanUpStep } from "./types.js";

/** Something that moved since a plan was made. */
export interface Moved {
  /** The name of the repository. */
  repository: string;
  /** The digest or tag that moved. */
  name: string;
  /** A sentence about what happened to it. */
  what: string;
}

/** A digest or tag that the plan relies on moved since it was made. `moved` lists them. Make another plan. */
export class PlanOutdatedError extends DigitalOceanError {
  /** Everything that moved. */
  declare readonly moved: Moved[];
  /** The steps that were done before. */
  declare readonly done: CleanUpStep[];

  /**
   * @param moved - Everything that moved.
   * @param done - The steps that were done.
   */
  constructor(moved: Moved[], done: CleanUpStep[] = []) {
    const [first, ...others] = moved;
    const place = first ? `${first.repository}: ${first.name}: ${first.what}` : "something moved";
    super({
      code: "plan_outdated",
      message: `the registry is no longer as planned: ${place}${others.length > 0 ? `, and ${others.length} more` : ""}`,
      hint: "make another plan; it takes in what is new",
    });
    define(this, "moved", moved, true);
    define(this, "done", done);
  }

  static {
    define(PlanOutdatedError.prototype, "name", "PlanOutdatedError");
  }
}

/**
 * A clean-up stopped after it had begun: at a refusal of the API, or because `signal` was aborted. `cause` is that error.
 * Apply the same plan again to go on.
 */
export class CleanUpStoppedError extends DigitalOceanError {
  /** The steps that were done. */
  declare readonly done: CleanUpStep[];
  /** The steps that were not done; the first one may have been, if its response was lost. */
  declare readonly notDone: CleanUpStep[];

  /**
   * @param cause - The error that stopped it.
   * @param done - The steps that were done.
   * @param notDone - The others.
   */
  constructor(cause: unknown, done: CleanUpStep[], notDone: CleanUpStep[]) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super({
      code: "clean_up_stopped",
      message: `stopped after ${done.length} of ${done.length + notDone.length} steps: ${reason}`,
      hint: "apply the same plan again to go on",
      cause,
    });
    define(this, "done", done);
    define(this, "notDone", notDone);
  }

  static {
    define(CleanUpStoppedError.prototype, "name", "CleanUpStoppedError");
  }
}
