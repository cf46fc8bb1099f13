import type { GarbageCollection } from "../generated/api.js";

/** A garbage collection that `run` followed. */
export interface GarbageCollectionRun extends GarbageCollection {
  /** Whether it ran already, so that `run` joined it; its `type` may then be another. */
  joined: boolean;
}
