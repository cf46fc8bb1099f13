/** Lets only the latest of several attempts go on: a new one ends the one before. */
export class Latest {
  readonly #scope: AbortSignal;
  #current: AbortController | undefined;

  constructor(scope: AbortSignal) {
    this.#scope = scope;
  }

  /** The signal of a new attempt. It is aborted by the next one, or at the end of the scope. */
  begin(): AbortSignal {
    this.#current?.abort();
    this.#current = new AbortController();
    return AbortSignal.any([this.#scope, this.#current.signal]);
  }
}
