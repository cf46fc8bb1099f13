import type { GarbageCollection, GarbageCollectionStart } from "../generated/api.js";
import type { WaitOptions } from "../options/wait-types.js";
import type { WaitState } from "./results.js";
import type { GarbageCollectionRun } from "./run.js";
import type { Wait } from "./wait.js";

/** Options of a garbage collection that is waited for. */
export interface RunOptions extends WaitOptions<GarbageCollectionRun> {
  /**
   * Kind of content to remove.
   * @default "unreferenced blobs only"
   */
  type?: GarbageCollectionStart["type"];
  /**
   * Stops the garbage collection when `signal` is aborted, also one that was joined. The promise rejects once the server
   * was told.
   * @default false
   */
  cancelOnAbort?: boolean | undefined;
}

/** Waits for garbage collections. `Family` is the resource that has them, `registries` or `registry`. */
export interface GarbageCollectionWaits<Family extends "registries" | "registry"> {
  /**
   * Runs a garbage collection, from its start to its end, which takes up to half an hour: it may wait 15 minutes for
   * pushes under way. The registry is read-only meanwhile.
   *
   * Joins the one that runs if there is one, and says so in `joined`. Resolves to the finished run, with the blobs that
   * were deleted and the bytes that were freed. Rejects with a `WaitFailedError` when it failed or was cancelled, and
   * with a `WaitTimeoutError` after an hour.
   *
   * @param registry - Name of the registry.
   * @param options - Options of the garbage collection and of the wait.
   * @example
   * ```ts
   * const { blobs_deleted, freed_bytes } = await client.registries.garbageCollections.run("example", {
   *   type: "untagged manifests and unreferenced blobs",
   *   onProgress: ({ status }) => console.log(status),
   * });
   * console.log(blobs_deleted, freed_bytes);
   * ```
   */
  run(
    registry: string,
    options?: RunOptions | null,
  ): Wait<GarbageCollectionRun, WaitState<`${Family}.garbageCollections.run`>>;

  /**
   * Waits until a garbage collection has ended, which takes up to half an hour: it may wait 15 minutes for pushes under
   * way. Rejects with a `WaitFailedError` when it failed or was cancelled.
   *
   * @param registry - Name of the registry.
   * @param run - The garbage collection, or its `uuid`.
   * @param options - Options of the wait; it gives up after an hour.
   */
  waitUntilDone(
    registry: string,
    run: GarbageCollection | string,
    options?: WaitOptions<GarbageCollection> | null,
  ): Wait<GarbageCollection, WaitState<`${Family}.garbageCollections.waitUntilDone`>>;
}
