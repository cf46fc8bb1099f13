import type { Meta } from "../generated/api.js";
import { header } from "./headers.js";
import { type RateLimit, rateLimitOf } from "./rate-limit.js";

/**
 * A call's result as it came: the decoded resource, and the response.
 * @internal
 */
export interface Reply<T> {
  data: T;
  /** The whole body of a list. */
  body: PageBody | undefined;
  /** The query parameters of a list's next page. */
  next: PageParameters | undefined;
  /** The platform's response, its body read. */
  response: Response;
  text: string;
  attempts: number;
}

/** What a page came in: its items under their key, `meta`, `links` and what else the API says of the list. */
export interface PageBody {
  /** What the API says of the list, such as the number of all items. */
  readonly meta?: Meta;
  readonly [key: string]: unknown;
}

/** Query parameters that name a page; a plain value, which can be stored. */
export type PageParameters = Record<string, string | number>;

/** The reply of a response, hidden from those who print or clone it. */
const REPLY = Symbol("reply");

/** What came with the resource. */
export class ResponseInfo {
  declare private readonly [REPLY]: Reply<unknown>;
  /** How often the request was sent. */
  readonly attempts: number;

  /** @internal */
  constructor(reply: Reply<unknown>) {
    Object.defineProperty(this, REPLY, { value: reply });
    this.attempts = reply.attempts;
  }

  /** The HTTP status. */
  get status(): number {
    return this[REPLY].response.status;
  }

  /** The headers; a browser shows those that the API exposes. */
  get headers(): Headers {
    return this[REPLY].response.headers;
  }

  /** The API's name for the call, to quote to its support. */
  get requestId(): string | undefined {
    return header(this[REPLY].response, "x-request-id");
  }

  /** What the API said of the token's limits, when it did. */
  get rateLimit(): RateLimit | undefined {
    return rateLimitOf(this[REPLY].response);
  }

  /**
   * The platform's response, its body yet to be read.
   * @internal
   */
  toResponse(): Response {
    const { response, text } = this[REPLY];
    const { status, statusText, headers } = response;
    // A response without content may have no body, be it empty.
    return new Response(status === 204 || status === 205 ? null : text, { status, statusText, headers });
  }
}

/** A resource and what came with it. */
export interface WithResponse<T> {
  /** The resource, or the list's page. */
  data: T;
  /** What came with it. */
  response: ResponseInfo;
}
