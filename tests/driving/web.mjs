// Means of platforms that are made like browsers: Deno and workerd are, too.

/** Listens for unhandled rejections, instead of the platform; gives a function that ends it. */
export function onUnhandled(listener) {
  const handle = (event) => {
    event.preventDefault();
    listener(event.reason);
  };
  globalThis.addEventListener("unhandledrejection", handle);
  return () => globalThis.removeEventListener("unhandledrejection", handle);
}

/**
 * An `AsyncLocalStorage` of what browsers have: tasks of `scheduler`, whose signal goes on with whatever is awaited in
 * them. `scheduler.yield()` rejects with the reason that the signal was aborted for, which is the store.
 */
export class TaskStorage {
  #begun;

  /** Runs `work` in a task's context; a promise of its result. Works that are given at once begin in one turn. */
  run(store, work) {
    const controller = new AbortController();
    const { signal } = controller;
    // Its task is posted after those of all that is run at once.
    this.#begun ??= Promise.resolve().then(() => scheduler.postTask(() => this.#begin()));
    const begun = this.#begun;
    const start = async () => {
      controller.abort(store);
      await begun;
      return work();
    };
    return new Promise((resolve) => {
      // The promise of a task whose signal is aborted meanwhile rejects.
      scheduler.postTask(() => resolve(start()), { signal }).catch(() => {});
    });
  }

  /** A promise of the store; undefined outside of all tasks. */
  getStore() {
    return scheduler.yield().then(
      () => undefined,
      (store) => store,
    );
  }

  #begin() {
    this.#begun = undefined;
  }
}
