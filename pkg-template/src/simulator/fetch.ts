import { type Exchange, exchange, type WireRequest, type WireResponse } from "./exchange.js";

/** A `fetch` that a simulator answers, whatever the host of the URL. */
export type SimulatorFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const encoder = new TextEncoder();

/** Returns the `fetch` of a simulator. */
export function createFetch(simulator: () => Exchange): SimulatorFetch {
  return async (input, init = {}) => {
    const { clock } = simulator();
    const signal = init.signal ?? (typeof input === "object" && "signal" in input ? input.signal : undefined);
    if (signal?.aborted) throw signal.reason;
    const request = await clock.whileBusy(() => read(input, init));
    const response = await exchange(simulator(), request, signal);
    if (signal?.aborted) throw signal.reason;
    if (response === undefined) throw lost("fetch failed");
    return respond(response, simulator);
  };
}

/** Reads what `fetch` was given. */
async function read(input: string | URL | Request, init: RequestInit): Promise<WireRequest> {
  const isRequest = typeof input === "object" && "method" in input;
  const { body = null } = init;
  // The platform reads the other kinds of bodies that it knows.
  const isPlain = !isRequest && (body === null || typeof body === "string" || body instanceof Uint8Array);
  const request = isPlain ? undefined : new Request(input, init);
  const { pathname, search } = new URL(isRequest ? input.url : String(input), "https://api.digitalocean.com");
  return {
    method: (request?.method ?? init.method ?? "GET").toUpperCase(),
    target: pathname + search,
    headers: [...new Headers(request?.headers ?? init.headers)],
    body: request ? new Uint8Array(await request.arrayBuffer()) : bytes(body as string | Uint8Array | null),
  };
}

function bytes(body: string | Uint8Array | null): Uint8Array {
  return typeof body === "string" ? encoder.encode(body) : (body ?? new Uint8Array());
}

const READERS = ["arrayBuffer", "blob", "bytes", "json", "text"] as const;

/** Makes a response of the platform. The clock stands still while its body is read. */
function respond({ status, headers, body, truncate }: WireResponse, simulator: () => Exchange): Response {
  const content = truncate === undefined ? body : cutOff(encoder.encode(body).subarray(0, truncate));
  const isEmpty = status === 204 || status === 304;
  const response = new Response(isEmpty ? null : content, { status, headers });
  for (const name of READERS) {
    const reader = (Response.prototype as unknown as Record<string, () => Promise<unknown>>)[name];
    if (reader) {
      Object.defineProperty(response, name, { value: () => simulator().clock.whileBusy(() => reader.call(response)) });
    }
  }
  return response;
}

/** A body whose connection is lost after its first bytes. */
function cutOff(first: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(first),
    pull: (controller) => controller.error(lost("terminated")),
  });
}

/** The error of a lost connection, as Node's `fetch` has it. */
function lost(message: string): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError(message, { cause });
}
