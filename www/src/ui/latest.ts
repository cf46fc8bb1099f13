/** Runs one task at a time: starting a task aborts the one before. */
export class Latest {
  readonly #scope: AbortSignal;
  #current: AbortController | undefined;

  constructor(scope: AbortSignal) {
    this.#scope = scope;
  }

  /** Starts a task. Its signal is aborted by the next task, or together with the scope. */
  start(): AbortSignal {
    this.#current?.abort();
    this.#current = new AbortController();
    return AbortSignal.any([this.#scope, this.#current.signal]);
  }
}
