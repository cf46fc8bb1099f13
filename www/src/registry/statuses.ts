import type { GarbageCollectionStatus } from "digitalocean-wasm";
import type { Tone } from "../status-pill";

/** What a garbage collection goes through, in this order, until it has succeeded. */
export const STEPS: readonly GarbageCollectionStatus[] = [
  "requested",
  "waiting for write JWTs to expire",
  "scanning manifests",
  "deleting unreferenced blobs",
];

/** A step that few runs show; it comes after the second one. */
export const RARE_STEP = "waiting for delete requests";

const ENDED: Record<string, Tone> = { succeeded: "good", success: "good", failed: "bad", cancelled: "idle" };

export function hasEnded(status: string): boolean {
  return status in ENDED;
}

export function collectionTone(status: string): Tone {
  return ENDED[status] ?? "busy";
}
