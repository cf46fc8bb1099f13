import type { SimulatedClock } from "./clock.js";
import type { CoreResponse, SimulatorCore } from "./core.js";
import { milliseconds } from "./duration.js";
import type { Fault, Faults } from "./faults.js";
import { operationOf } from "./operations.js";
import type { RecordedRequest, RecordedRequests } from "./requests.js";

/** A request, as it is on the wire. */
export interface WireRequest {
  method: string;
  /** The path and the query, percent-encoded. */
  target: string;
  headers: [name: string, value: string][];
  body: Uint8Array;
}

/** A response, as it is on the wire. */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The bytes of the body after which the connection is lost. */
  truncate: number | undefined;
}

/** The parts of a simulator that an exchange needs. */
export interface Exchange {
  core: SimulatorCore;
  clock: SimulatedClock;
  faults: Faults;
  requests: RecordedRequests;
}

/** Answers a request; resolves to undefined if the connection is lost. Rejects only when `signal` is aborted. */
export async function exchange(
  { core, clock, faults, requests }: Exchange,
  request: WireRequest,
  signal?: AbortSignal | null,
): Promise<WireResponse | undefined> {
  const { method, target, headers, body } = request;
  const recorded = record(request, clock.now());
  const fault: Fault = faults.meet(recorded.operation) ?? {};
  requests.add(recorded);
  const { status, id, message, drop, delay } = fault;
  let response: CoreResponse | undefined;
  if (status !== undefined) {
    response = core.fault(target, status, id, message, clock.now());
  } else if (drop !== "before") {
    response = core.handle(method, target, JSON.stringify(headers), body, clock.now());
  }
  if (delay !== undefined) await sleep(clock, milliseconds(delay, "fault.delay"), signal);
  if (drop !== undefined || response === undefined) return undefined;
  recorded.status = response[0];
  return {
    status: response[0],
    headers: {
      // By the simulated clock: clients compare it with the dates of resources.
      date: new Date(clock.now()).toUTCString(),
      ...Object.fromEntries(JSON.parse(response[1])),
      ...lowerCase(fault.headers),
    },
    body: response[2],
    truncate: fault.truncate,
  };
}

function record({ method, target, headers, body }: WireRequest, time: number): RecordedRequest {
  const [path = "", ...rest] = target.split("?");
  const named = lowerCase(Object.fromEntries(headers));
  delete named.authorization;
  return {
    operation: operationOf(method, path),
    method,
    path,
    query: Object.fromEntries(new URLSearchParams(rest.join("?"))),
    headers: named,
    body: parsed(body),
    time,
    status: undefined,
  };
}

/** The content of a body: parsed, if it is JSON. */
function parsed(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  const text = new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const lowerCase = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/** Waits on the simulated clock. */
function sleep(clock: SimulatedClock, delay: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clock.clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, delay);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
