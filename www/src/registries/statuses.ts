import type { GarbageCollectionStatus } from "digitalocean-wasm";
import type { Tone } from "../ui/status-pill";

/** Statuses of a garbage collection until it has succeeded, in this order. */
export const STEPS: readonly GarbageCollectionStatus[] = [
  "requested",
  "waiting for write JWTs to expire",
  "scanning manifests",
  "deleting unreferenced blobs",
];

/** An undocumented status that few garbage collections have, after the second step. */
export const RARE_STEP = "waiting for delete requests";

const ENDED: Record<string, Tone> = { succeeded: "good", success: "good", failed: "bad", cancelled: "idle" };

/** Whether a garbage collection with this status has ended. */
export function hasEnded(status: string): boolean {
  return status in ENDED;
}

/** The colour of a status. */
export function collectionTone(status: string): Tone {
  return ENDED[status] ?? "busy";
}
