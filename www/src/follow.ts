const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;
const PAUSE_SHARE = 1 / 20;

/** What a look at something under way found. */
export type Progress = "settled" | "changed" | "unchanged";

/**
 * Looks again and again until things are settled: the longer nothing changes, the less often, and not at all while
 * nobody sees the page.
 */
export async function follow(look: () => Promise<Progress>, signal: AbortSignal): Promise<void> {
  let lastChange = Date.now();
  for (;;) {
    await pause(pauseAfter(Date.now() - lastChange), signal);
    await visible(signal);
    const progress = await look();
    if (progress === "settled") {
      return;
    }
    if (progress === "changed") {
      lastChange = Date.now();
    }
  }
}

function pauseAfter(unchangedFor: number): number {
  return Math.min(Math.max(unchangedFor * PAUSE_SHARE, SHORTEST_PAUSE), LONGEST_PAUSE);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

function visible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!document.hidden) {
      resolve();
      return;
    }
    const seen = new AbortController();
    const options = { signal: AbortSignal.any([signal, seen.signal]) };
    document.addEventListener(
      "visibilitychange",
      () => {
        if (!document.hidden) {
          seen.abort();
          resolve();
        }
      },
      options,
    );
    signal.addEventListener("abort", () => reject(signal.reason), options);
  });
}
