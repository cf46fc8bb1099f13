// Platforms that end a request together with all its promises and timers: Cloudflare's workerd, and those built on it.
// A call of one request must not await what another request settles: that may never happen, and the platform ends the
// request for it. There calls watch shared state by timers of their own, and state that its owner no longer renews is
// given up.
import { abortableWait } from "./abort.js";
import { type Clock, now, startTimer } from "./clock.js";

/** Whether the platform is of that kind. */
export const isRequestScoped = (): boolean => "WebSocketPair" in globalThis || "EdgeRuntime" in globalThis;

/** Milliseconds between two checks of shared state. */
const POLL_INTERVAL = 20;
/** Milliseconds between two signs of life. */
const BEAT_INTERVAL = 500;
/** Milliseconds without a sign of life after which an owner is taken to have ended with its request. */
const LEASE = 5_000;

/** Signs of life of the call that owns a piece of shared state. */
export class Heartbeat {
  readonly #clock: Clock | undefined;
  #last: number;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock | undefined) {
    this.#clock = clock;
    this.#last = now(clock);
    this.#schedule();
  }

  /** Whether the owner's request still runs. */
  get isAlive(): boolean {
    return now(this.#clock) - this.#last < LEASE;
  }

  /** Gives a sign of life. */
  beat(): void {
    this.#last = now(this.#clock);
  }

  /** Ends the signs of life, without a timer left. */
  stop(): void {
    this.#cancel?.();
  }

  #schedule(): void {
    this.#cancel = startTimer(
      this.#clock,
      () => {
        this.beat();
        this.#schedule();
      },
      BEAT_INTERVAL,
    );
  }
}

/** Waits until `isReached`, by timers of the caller's own, or rejects when `signal` is aborted first. */
export const poll = (
  isReached: () => boolean,
  signal: AbortSignal | undefined,
  clock: Clock | undefined,
): Promise<void> =>
  abortableWait(signal, clock, ({ resolve, reject, after }) => {
    const check = () => {
      try {
        if (isReached()) resolve(undefined);
        else after(POLL_INTERVAL, check);
      } catch (thrown) {
        reject(thrown);
      }
    };
    check();
  });
