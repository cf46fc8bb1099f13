import { InvalidRequestError } from "../errors/classes.js";
import type { PlatformResponse } from "../options/platform.js";
import { type Reply, ResponseInfo, type WithResponse } from "./response.js";

/**
 * Holds the response of a call once there is one. Has no prototype, from which others would be inherited.
 * @internal
 */
export interface ResponseBox {
  reply?: Reply<unknown>;
  /** Made of the reply for those who ask. */
  response?: ResponseInfo;
}

type Executor<T> = (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void;

/**
 * A promise of a resource of the API, with access to the response. The request is sent at once, awaited or not.
 *
 * Rejects with a `DigitalOceanError` and nothing else: an `InvalidRequestError` when an argument is refused before the
 * request is sent; an `APIError`, or a subclass for its status, when the API responds with an error; otherwise a
 * `ConnectionError`, `TimeoutError`, `AbortError`, `DecodeError`, `LoadError` or `AmbiguousWriteError`.
 *
 * @example
 * const cluster = await client.databases.get("my-cluster-id");
 * const { data, response } = await client.databases.get("my-cluster-id").withResponse();
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

  /** Resolves to the resource together with the HTTP status, headers, request id and rate limit of its response. */
  withResponse(): Promise<WithResponse<T>> {
    return this.then((data) => {
      const box = this.#box;
      if (box?.reply) box.response ??= new ResponseInfo(box.reply);
      return { data, response: box?.response as ResponseInfo };
    });
  }

  /**
   * Resolves to the platform's `Response` of a call that succeeded, with its body unread. Rejects like the call itself
   * for a status outside 2xx.
   */
  asResponse(): Promise<PlatformResponse> {
    return this.withResponse().then(({ response }) => {
      if (response) return response.toResponse();
      const message = "asResponse: a dry run has no response";
      throw new InvalidRequestError({ code: "invalid_request", message });
    });
  }
}
