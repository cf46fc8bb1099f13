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

interface NodeEvents {
  defaultMaxListeners: number;
  getMaxListeners(signal: AbortSignal): number;
  setMaxListeners(most: number, signal: AbortSignal): void;
}

interface Node {
  process?: { getBuiltinModule?(name: string): NodeEvents };
}

/** Lets any number of calls share a signal: from the eleventh on, Node 20 would warn of a leak. Its own fetch does the same. */
export function allowMany(signal: AbortSignal): void {
  try {
    const events = (globalThis as Node).process?.getBuiltinModule?.("node:events");
    if (events?.getMaxListeners(signal) === events?.defaultMaxListeners) {
      events?.setMaxListeners(Number.POSITIVE_INFINITY, signal);
    }
  } catch {
    // It is no signal of Node's, or one of a Node that does not count.
  }
}
