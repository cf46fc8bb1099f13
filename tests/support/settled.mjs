// Waiting for a promise that must not hang.
import assert from "node:assert/strict";

/** Milliseconds after which a promise counts as hung. Nothing is measured by it. */
const GUARD = 60_000;

/**
 * The value of `promise`. Fails when it does not settle in ample time, and at once when something is thrown
 * outside of every promise, for then it most likely never will.
 */
export async function settled(promise) {
  let timer;
  let stray;
  const guard = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new assert.AssertionError({ message: "it never settled" })), GUARD);
    stray = (error) =>
      reject(new assert.AssertionError({ message: `thrown outside of the call: ${error?.stack ?? error}` }));
    process.once("uncaughtException", stray);
  });
  try {
    return await Promise.race([promise, guard]);
  } finally {
    clearTimeout(timer);
    process.removeListener("uncaughtException", stray);
  }
}

/** The reason with which `promise` rejects; fails when it resolves or hangs. */
export async function rejection(promise) {
  const resolved = Symbol("resolved");
  const outcome = promise.then(
    (value) => ({ [resolved]: value }),
    (error) => error,
  );
  const error = await settled(outcome);
  if (error !== null && typeof error === "object" && resolved in error) {
    assert.fail(`it should have rejected, but resolved to ${String(JSON.stringify(error[resolved]))}`);
  }
  return error;
}
