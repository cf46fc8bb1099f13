import { DecodeError } from "./errors.js";
import type { Meta } from "./generated/api.js";
import type { RequestOptions } from "./options.js";

/**
 * What the core resolves to.
 * @internal
 */
export type Reply<T> = [
  data: T,
  response: Response,
  attempts: number,
  text: string,
  body: PageBody | undefined,
  next: PageParameters | undefined,
];

/** What a page came in: its items under their key, `meta`, `links` and what else the API says of the list. */
export interface PageBody {
  /** What the API says of the list, such as the number of all items. */
  readonly meta?: Meta;
  readonly [key: string]: unknown;
}

/** Query parameters that name a page; a plain value, which can be stored. */
export type PageParameters = Record<string, string | number>;

/**
 * Gets the page that `next` names.
 * @internal
 */
export type OpenPage<T, Body extends object> = (next: PageParameters, options?: RequestOptions) => PagePromise<T, Body>;

/** How many requests the token may still make. */
export interface RateLimit {
  /** Requests allowed in the window the API tells of. */
  limit: number;
  /** Requests left in it. */
  remaining: number;
  /** When the oldest request of the window expires and makes room for one. */
  reset: Date;
}

/**
 * What a response says of the token's limits, when it does.
 * @internal
 */
export function rateLimit(response: Response): RateLimit | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) => {
    const text = header(response, `ratelimit-${name}`);
    return text ? Number(text) : Number.NaN;
  }) as [number, number, number];
  return Number.isNaN(limit + remaining + reset) ? undefined : { limit, remaining, reset: new Date(reset * 1000) };
}

/**
 * A header of a response, if it has it and gives it; it may be another library's.
 * @internal
 */
export function header(response: Response, name: string): string | undefined {
  try {
    const value: unknown = response.headers.get(name);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What came with the resource. */
export class ResponseInfo {
  /** How often the request was sent. */
  readonly attempts: number;
  readonly #response: Response;
  readonly #text: string;

  /** @internal */
  constructor([, response, attempts, text]: Reply<unknown>) {
    this.#response = response;
    this.#text = text;
    this.attempts = attempts;
  }

  /** The HTTP status. */
  get status(): number {
    return this.#response.status;
  }

  /** The headers; a browser shows those that the API exposes. */
  get headers(): Headers {
    return this.#response.headers;
  }

  /** The API's name for the call, to quote to its support. */
  get requestId(): string | undefined {
    return header(this.#response, "x-request-id");
  }

  /** What the API said of the token's limits, when it did. */
  get rateLimit(): RateLimit | undefined {
    return rateLimit(this.#response);
  }

  /**
   * The platform's response, its body yet to be read.
   * @internal
   */
  toResponse(): Response {
    const { status, statusText, headers } = this.#response;
    // What has no content may have no body, be it empty.
    return new Response(status === 204 || status === 205 ? null : this.#text, { status, statusText, headers });
  }
}

/** A resource and what came with it. */
export interface WithResponse<T> {
  /** The resource, or the list's page. */
  data: T;
  /** What came with it. */
  response: ResponseInfo;
}

/**
 * A promise of a resource. The request is sent at once, awaited or not.
 *
 * Rejects with a `DigitalOceanError` and nothing else: `InvalidRequestError` when it was refused before being sent,
 * `APIError` or a class of it when the API refused, else `ConnectionError`, `TimeoutError`, `AbortError`, `DecodeError`,
 * `LoadError` or `AmbiguousWriteError`.
 */
export class ApiPromise<T> extends Promise<T> {
  readonly #result: Promise<WithResponse<T>>;

  /** @internal */
  constructor(result: Promise<WithResponse<T>>) {
    // The inherited state is never used: `then` reads the result, so that one rejection is one rejection.
    super((resolve) => resolve(undefined as never));
    this.#result = result;
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Resolves to the resource together with status, headers, request id and rate limit. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#result;
  }

  /** Resolves to the platform's `Response` of a call that succeeded, its body yet to be read. */
  asResponse(): Promise<Response> {
    return this.#result.then(({ response }) => response.toResponse());
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise.
  override then<A = T, B = never>(
    resolved?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    // One promise, not two: it is the price of every call.
    return this.#result.then(({ data }) => (resolved ? resolved(data) : (data as unknown as A)), rejected);
  }

  override catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  override finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled);
  }
}

/** A promise of a list's page. Iterated with `for await`, it goes through the items of this and all later pages. */
export class PagePromise<T, Body extends object = PageBody>
  extends ApiPromise<Page<T, Body>>
  implements AsyncIterable<T>
{
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this;
  }

  /** Goes through this and all later pages. */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    yield* (await this).pages();
  }

  /** Resolves to the items of this and all later pages, or to the first `limit` of them. */
  async all(options?: { limit?: number }): Promise<T[]> {
    return (await this).all(options);
  }
}

/** One page of a list. Iterated with `for await`, it goes through its items and those of all later pages. */
export class Page<T, Body extends object = PageBody> implements AsyncIterable<T> {
  /** The items of this page. */
  readonly data: T[];
  /** What the API says of the list, such as the number of all items. */
  readonly meta: Meta | undefined;
  /** The whole answer the page came in, for what the API says beside the items. */
  readonly body: Body;
  /** What names the next page, to be given as query; none on the last page. */
  readonly next: PageParameters | undefined;
  readonly #open: OpenPage<T, Body>;
  readonly #operation: string;
  readonly #prefetch: boolean;

  /** @internal */
  constructor(
    operation: string,
    prefetch: boolean,
    data: T[],
    body: Body | undefined,
    next: PageParameters | undefined,
    open: OpenPage<T, Body>,
  ) {
    this.data = data;
    this.body = body ?? ({} as Body);
    this.meta = (this.body as PageBody).meta;
    this.next = next;
    this.#open = open;
    this.#operation = operation;
    this.#prefetch = prefetch;
  }

  /** Whether there is a page after this one. */
  hasNextPage(): boolean {
    return this.next !== undefined;
  }

  /**
   * Gets the page after this one; `undefined` on the last one.
   * @param options - How to send it. Default: as this page was.
   */
  getNextPage(options?: RequestOptions): PagePromise<T, Body> | undefined {
    return this.next && this.#open(this.next, options);
  }

  /** Goes through this and all later pages. */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    const seen = new Set<string>();
    for (let page: Page<T, Body> | undefined = this; page; ) {
      const name: string = JSON.stringify(page.next);
      const isRepeated: boolean = page.next !== undefined && seen.has(name);
      seen.add(name);
      const next: PagePromise<T, Body> | undefined = this.#prefetch && !isRepeated ? page.getNextPage() : undefined;
      // Should it fail, that is known when it is its turn.
      next?.catch(() => {});
      yield page;
      if (isRepeated) {
        const message = "the API names the same next page twice";
        throw new DecodeError({ code: "undecodable", message, operation: this.#operation });
      }
      page = await (next ?? page.getNextPage());
    }
  }

  /** The items of this and all later pages, or the first `limit` of them. */
  async all({ limit = Number.POSITIVE_INFINITY }: { limit?: number } = {}): Promise<T[]> {
    const items: T[] = [];
    if (limit > 0) {
      for await (const page of this.pages()) {
        items.push(...page.data.slice(0, limit - items.length));
        if (items.length >= limit) break;
      }
    }
    return items;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) {
      yield* page.data;
    }
  }
}
