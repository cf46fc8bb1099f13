/** What a promise comes to, unless the signal is aborted first: then it rejects as the core does. */
export function during<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject({ code: "aborted", message: "the call was aborted", cause: reason(signal) });
    };
    const stay = () => signal.removeEventListener("abort", abort);
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener("abort", abort, { once: true });
    }
    promise.then(resolve, reject);
    promise.then(stay, stay).catch(() => {});
  });
}

/** A signal's reason; none where asking for it throws. */
export function reason(signal: AbortSignal): unknown {
  try {
    return signal.reason;
  } catch {
    return undefined;
  }
}
