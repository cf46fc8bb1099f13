import type { PlatformSignal } from "./platform.js";

/**
 * A replacement for `fetch`: called with a URL and an init object, resolves to a `Response`. Takes the `fetch` of the
 * platform, of undici and of node-fetch as it is.
 *
 * @example
 * import { fetch, ProxyAgent } from "undici";
 *
 * const dispatcher = new ProxyAgent("http://proxy.example.com:3128");
 * const client = new DigitalOcean({ fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
 */
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** The second argument of a `FetchLike`. It belongs to its request, and may be changed. */
export interface FetchInit {
  /** The HTTP method. */
  method: string;
  /** The headers by name, in lower case, with the token in `authorization`. */
  headers: Record<string, string>;
  /** The API never redirects, and following a redirect would take the token along. */
  redirect: "manual";
  /** Aborted when the call is, when the attempt times out, or when it failed. */
  signal: PlatformSignal;
  /** The body as JSON text, if there is one. */
  body?: string;
  /** Set where the platform's requests have such a field. */
  credentials?: "omit";
}

/** The parts of a `Response` that are read; it may be another library's. */
export interface FetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The reason phrase of HTTP/1.1, such as `OK`. */
  readonly statusText?: string;
  /** The headers. */
  readonly headers: {
    /**
     * Returns a header, if the response has it.
     *
     * @param name - The name, in any case.
     */
    get(name: string): string | null | undefined;
  };
  /** Resolves to the whole body. */
  text(): Promise<string>;
}
