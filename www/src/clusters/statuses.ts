import type { Tone } from "../status-pill";

/** On the way out: the API has no status for it. */
export const DELETING = "deleting";

const UNDER_WAY = new Set(["creating", "resizing", "migrating", "forking", DELETING]);

/** Whether a cluster will leave this status by itself. */
export function isUnderWay(status: string): boolean {
  return UNDER_WAY.has(status);
}

export function clusterTone(status: string): Tone {
  if (status === "online") {
    return "good";
  }
  return isUnderWay(status) ? "busy" : "idle";
}
