export { type ApplyOptions, applyCleanUp, type CleanUpResult } from "./apply.js";
export { CleanUpStoppedError, type Moved, PlanOutdatedError } from "./errors.js";
export { planCleanUp } from "./plan.js";
export type {
  CleanUpClient,
  CleanUpOptions,
  CleanUpPlan,
  CleanUpProgress,
  CleanUpRules,
  CleanUpStep,
  Finding,
  KeepRules,
  Pattern,
  PlannedManifest,
  PlannedTag,
  StatedKeepRules,
  StatedRules,
} from "./types.js";
