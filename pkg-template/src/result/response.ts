import { define } from "../errors/own.js";
import type { PlatformHeaders, PlatformResponse } from "../options/platform.js";
import { header } from "./headers.js";
import { type RateLimit, rateLimitOf } from "./rate-limit.js";

/**
 * The decoded resource of a call, and its response.
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

/** The whole response body of a list: the items under their key, `meta`, `links` and other keys that the API adds. */
export interface PageBody {
  /** Facts about the whole list, such as the total number of items. Some lists have none. */
  readonly meta?: {
    /** The number of items on all pages. */
    readonly total?: number;
  };
  readonly [key: string]: unknown;
}

/**
 * The query parameters of a page of a list, such as `{ page: 2 }`. A plain object: it can be stored and passed as query
 * later, to resume a pagination.
 */
export type PageParameters = Record<string, string | number>;

/** The key of the reply of a response; hides it from loggers and clones. */
const REPLY = Symbol("reply");

/**
 * The metadata of a response: HTTP status, headers, request id and rate limit.
 *
 * @example
 * const { data, response } = await client.databases.get("my-cluster-id").withResponse();
 * console.log(data.name, response.status, response.requestId, response.rateLimit?.remaining);
 */
export class ResponseInfo {
  declare private readonly [REPLY]: Reply<unknown>;
  /** The number of attempts, from 1; retries included. */
  readonly attempts: number;

  /** @internal */
  constructor(reply: Reply<unknown>) {
    define(this, REPLY, reply);
    this.attempts = reply.attempts;
  }

  /** The HTTP status, from 200 to 299; 404 of a DELETE that an earlier attempt, whose response was lost, carried out. */
  get status(): number {
    return this[REPLY].response.status;
  }

  /** The headers of the response. In a browser, those that the API exposes by its CORS rules. */
  get headers(): PlatformHeaders {
    return this[REPLY].response.headers;
  }

  /** The request id, to quote to DigitalOcean's support. Some responses have none. */
  get requestId(): string | undefined {
    return header(this[REPLY].response, "x-request-id");
  }

  /** The rate limit of the token, if the response states it. In a browser, only if the API's CORS rules expose it. */
  get rateLimit(): RateLimit | undefined {
    return rateLimitOf(this[REPLY].response);
  }

  /**
   * The platform's response, with its body unread.
   * @internal
   */
  toResponse(): PlatformResponse {
    const { response, text } = this[REPLY];
    const { status, statusText, headers } = response;
    // A response without content may have no body, be it empty.
    return new Response(status === 204 || status === 205 ? null : text, { status, statusText, headers });
  }
}

/** A resource with the metadata of its response, the result of `withResponse()`. */
export interface WithResponse<T> {
  /** The resource, or the page of a list. */
  data: T;
  /** The metadata of the response. */
  response: ResponseInfo;
}
