import { abortable, abortFailure } from "./abort.js";
import type { Clock } from "./clock.js";
import { Heartbeat, isRequestScoped, poll } from "./request-scope.js";
import type { Call } from "./state.js";

/** A GET in flight that several calls share. */
interface Shared {
  /** The outcome of the GET. */
  result: Promise<unknown>;
  /** The call that sends it. */
  call: Call;
  /** The number of calls that wait for it. The GET is aborted when the last one leaves. */
  callers: number;
  controller: AbortController;
  /** On request-scoped platforms: signs of life of the call that started it. */
  heartbeat: Heartbeat | undefined;
  /** On request-scoped platforms: the result, once the GET succeeded. */
  value?: unknown;
  hasValue: boolean;
}

/** The shared GETs of a client that are in flight. */
export type InFlight = Map<string, Shared>;

/**
 * Joins the GET of that key which is in flight, or starts it. A caller whose signal is aborted leaves alone; when the
 * last one left, the GET is aborted.
 */
export async function share<R>(
  inFlight: InFlight,
  key: string,
  call: Call,
  signal: AbortSignal | undefined,
  clock: Clock | undefined,
  start: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  let shared = inFlight.get(key);
  if (shared && isRequestScoped()) {
    const other = shared;
    const isOver = () => other.hasValue || inFlight.get(key) !== other || !other.heartbeat?.isAlive;
    await poll(isOver, signal, clock);
    if (other.hasValue) return other.value as R;
    // Its starter failed, or vanished with its request: this call does not depend on that.
    if (inFlight.get(key) === other) inFlight.delete(key);
    return share(inFlight, key, call, signal, clock, start);
  }
  if (signal?.aborted) throw abortFailure(signal);
  shared ??= begin(inFlight, key, call, clock, start);
  shared.callers++;
  try {
    return (await abortable(shared.result, signal)) as R;
  } finally {
    // An error of this call tells of the attempts that were sent for it, and hides their token.
    call.attempts = shared.call.attempts;
    call.token = shared.call.token;
    shared.callers--;
    if (shared.callers === 0) {
      if (inFlight.get(key) === shared) inFlight.delete(key);
      shared.controller.abort();
    }
  }
}

/** Starts a GET that other calls can share. */
function begin<R>(
  inFlight: InFlight,
  key: string,
  call: Call,
  clock: Clock | undefined,
  start: (signal: AbortSignal) => Promise<R>,
): Shared {
  const controller = new AbortController();
  const heartbeat = isRequestScoped() ? new Heartbeat(clock) : undefined;
  const result = start(controller.signal);
  const shared: Shared = { call, result, callers: 0, controller, heartbeat, hasValue: false };
  const end = () => {
    heartbeat?.stop();
    if (inFlight.get(key) === shared) inFlight.delete(key);
  };
  shared.result.then((value) => {
    if (heartbeat) Object.assign(shared, { value, hasValue: true });
    end();
  }, end);
  inFlight.set(key, shared);
  return shared;
}
