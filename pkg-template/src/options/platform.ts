// Types of the platform, taken from the declarations of the program that uses the package: those of the DOM, of Node, of
// Deno. A program may have none of them; it sees the members that every platform has.

/** The platform's `AbortSignal`. */
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : SignalLike;

/** The platform's `Headers`. */
export type PlatformHeaders = typeof globalThis extends { Headers: { prototype: infer Headers } }
  ? Headers
  : HeadersLike;

/** The platform's `Response`. */
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer Response } }
  ? Response
  : ResponseLike;

/** The members of an `AbortSignal` that are used. That of a polyfill or of another realm will do. */
export interface SignalLike {
  /** Whether it is aborted. */
  readonly aborted: boolean;
  /** The reason that `abort(reason)` was called with, the `cause` of the call's error. */
  readonly reason?: unknown;
  /**
   * Calls `listener` when it is aborted.
   *
   * @param type - The name of the event.
   * @param listener - The function to call.
   */
  addEventListener(type: "abort", listener: () => void): void;
  /**
   * Takes back a listener.
   *
   * @param type - The name of the event.
   * @param listener - The function that was to be called.
   */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The members of the platform's `Headers` that every platform has. */
export interface HeadersLike {
  /**
   * Returns a header; null if there is none of that name.
   *
   * @param name - The name, in any case.
   */
  get(name: string): string | null;
  /**
   * Whether there is a header of that name.
   *
   * @param name - The name, in any case.
   */
  has(name: string): boolean;
  /**
   * Calls a function with each header.
   *
   * @param callback - Called with the value, then the name.
   */
  forEach(callback: (value: string, name: string) => void): void;
}

/** The members of the platform's `Response` that every platform has. */
export interface ResponseLike {
  /** Whether the status is from 200 to 299. */
  readonly ok: boolean;
  /** The HTTP status. */
  readonly status: number;
  /** The reason phrase of HTTP/1.1, such as `OK`. */
  readonly statusText: string;
  /** The headers. */
  readonly headers: HeadersLike;
  /** Resolves to the body as text. */
  text(): Promise<string>;
  /** Resolves to the body, parsed as JSON. */
  json(): Promise<unknown>;
  /** Resolves to the bytes of the body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}
