import { reason } from "./during.js";
import { toError } from "./raise.js";

interface Shared {
  result: Promise<unknown>;
  callers: number;
  controller: AbortController;
}

/** Requests under way that others may join. */
export type Flights = Map<string, Shared>;

/**
 * Joins the request of that key which is under way, or starts it. A caller whose signal is aborted leaves alone; when the
 * last one left, so does the request.
 */
export function join<R>(
  flights: Flights,
  key: string,
  signal: AbortSignal | undefined,
  operation: string,
  start: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  let shared = flights.get(key);
  if (shared === undefined) {
    const controller = new AbortController();
    const made: Shared = { result: start(controller.signal), callers: 0, controller };
    const landed = () => {
      if (flights.get(key) === made) {
        flights.delete(key);
      }
    };
    made.result.then(landed, landed);
    flights.set(key, made);
    shared = made;
  }
  const flight = shared;
  flight.callers++;
  if (signal === undefined) {
    return flight.result as Promise<R>;
  }
  return new Promise<R>((resolve, reject) => {
    const leave = () => {
      reject(toError({ code: "aborted", message: "the call was aborted", cause: reason(signal) }, { operation }));
      flight.callers--;
      if (flight.callers === 0) {
        flights.delete(key);
        flight.controller.abort();
      }
    };
    if (signal.aborted) return leave();
    signal.addEventListener("abort", leave, { once: true });
    const stay = () => signal.removeEventListener("abort", leave);
    flight.result.then(stay, stay);
    (flight.result as Promise<R>).then(resolve, reject);
  });
}
