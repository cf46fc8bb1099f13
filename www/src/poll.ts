const MIN_DELAY = 1_000;
const MAX_DELAY = 10_000;
/** Delay as a share of the time since the last change. */
const DELAY_SHARE = 1 / 20;

/** Result of a check: whether something changed since the last one, and `settled` to stop polling. */
export type Progress = "settled" | "changed" | "unchanged";

/** Polls until a check settles. The delay grows while nothing changes; a hidden page does not poll. */
export async function poll(check: () => Promise<Progress>, signal: AbortSignal): Promise<void> {
  let lastChange = Date.now();
  for (;;) {
    await sleep(delayAfter(Date.now() - lastChange), signal);
    await pageVisible(signal);
    const progress = await check();
    if (progress === "settled") {
      return;
    }
    if (progress === "changed") {
      lastChange = Date.now();
    }
  }
}

function delayAfter(unchangedFor: number): number {
  return Math.min(Math.max(unchangedFor * DELAY_SHARE, MIN_DELAY), MAX_DELAY);
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
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

function pageVisible(signal: AbortSignal): Promise<void> {
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
