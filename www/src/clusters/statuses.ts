import type { Tone } from "../ui/status-pill";

/** Status of a deleted cluster that is still listed; the API has none for it. */
export const DELETING = "deleting";

const TRANSIENT = new Set(["creating", "resizing", "migrating", "forking", DELETING]);

/** Whether a cluster leaves this status by itself. */
export function isTransient(status: string): boolean {
  return TRANSIENT.has(status);
}

/** The colour of a status. */
export function clusterTone(status: string): Tone {
  if (status === "online") {
    return "good";
  }
  return isTransient(status) ? "busy" : "idle";
}
