import type { ResponseInfo, WithResponse } from "./response.js";

/**
 * The response that a promise was settled with, once it is.
 * @internal
 */
export interface ResponseBox {
  response?: ResponseInfo;
}

type Executor<T> = (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void;

/**
 * A promise of a resource. The request is sent at once, awaited or not.
 *
 * Rejects with a `DigitalOceanError` and nothing else: `InvalidRequestError` when it was refused before being sent,
 * `APIError` or a class of it when the API refused, else `ConnectionError`, `TimeoutError`, `AbortError`, `DecodeError`,
 * `LoadError` or `AmbiguousWriteError`.
 */
export class APIPromise<T> extends Promise<T> {
  readonly #box: ResponseBox | undefined;

  /** @internal */
  constructor(executor: Executor<T>, box?: ResponseBox) {
    super(executor);
    this.#box = box;
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Resolves to the resource together with status, headers, request id and rate limit. */
  withResponse(): Promise<WithResponse<T>> {
    return this.then((data) => ({ data, response: this.#box?.response as ResponseInfo }));
  }

  /** Resolves to the platform's `Response` of a call that succeeded, its body yet to be read. */
  asResponse(): Promise<Response> {
    return this.withResponse().then(({ response }) => response.toResponse());
  }
}
