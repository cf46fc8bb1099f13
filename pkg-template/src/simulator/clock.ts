import type { Clock } from "../index.js";
import { type Duration, milliseconds } from "./duration.js";
import { macrotask, pause } from "./macrotask.js";

/** A timer of a simulated clock. */
interface Timer {
  /** The simulated time at which it is due. */
  at: number;
  callback: () => void;
}

/** Turns of the platform without anything new after which the clock goes on. */
const QUIET_TURNS = 2;
/** Timers that one call of `run` lets pass. More are taken for a loop that never ends. */
const MOST_TIMERS = 100_000;
/** Real milliseconds that `run` waits for a promise which no timer leads to: a file is read, or a module loaded. */
const PATIENCE = 5_000;

/**
 * A clock that stands still until it is told to go on. Clients from `simulator.client()` wait, retry, time out and count
 * their rate limits by it; pass it to another client as `clock`.
 *
 * @example
 * const created = simulator.client().databases.create({ name: "backend-2", engine: "pg", num_nodes: 1, size, region });
 * await simulator.clock.advance("5m");
 */
export class SimulatedClock implements Clock {
  #now: number;
  #speed = 0;
  /** The real time at which `#now` was right. */
  #since = 0;
  #timers = new Map<number, Timer>();
  #handle = 0;
  /** Grows whenever something happens that others may react to. */
  #activity = 0;
  /** Work under way that does not wait for the clock, such as a body that is being read. */
  #busy = 0;
  #realTimer: ReturnType<typeof setTimeout> | undefined;
  /** The last call of `advance` or `run`; the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  /** @internal */
  constructor(now: number) {
    this.#now = now;
  }

  /** Returns the simulated time in milliseconds since 1970, like `Date.now`. */
  now = (): number => {
    return this.#speed === 0 ? this.#now : this.#now + Math.floor((Date.now() - this.#since) * this.#speed);
  };

  /**
   * Calls a function once, when the simulated time has come. Returns a handle for `clearTimeout`.
   * @param callback - The function.
   * @param delay - Simulated milliseconds until then.
   */
  setTimeout = (callback: () => void, delay: number): number => {
    this.#handle++;
    this.#timers.set(this.#handle, { at: this.now() + Math.max(0, delay), callback });
    this.#changed();
    return this.#handle;
  };

  /**
   * Cancels a timer.
   * @param handle - The handle that `setTimeout` returned.
   */
  clearTimeout = (handle: unknown): void => {
    if (this.#timers.delete(handle as number)) this.#changed();
  };

  /**
   * Simulated milliseconds that pass in a real one. At 0 the clock stands still, but for `advance` and `run`.
   * @default 0
   */
  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    if (typeof speed !== "number" || !(speed >= 0 && speed <= 1_000_000)) {
      throw new TypeError("speed: must be a number from 0 to 1,000,000");
    }
    this.#now = this.now();
    this.#since = Date.now();
    this.#speed = speed;
    this.#schedule();
  }

  /**
   * Lets simulated time pass. Timers that are due on the way are called in their order, each at its own time, and what
   * awaits them runs before the next one: a call that retries twice in the meantime does so.
   *
   * @param duration - Milliseconds, or a time such as `"90s"`, `"5m"` or `"1h 30m"`.
   * @example
   * await simulator.clock.advance("5m");
   */
  advance(duration: Duration): Promise<void> {
    const length = milliseconds(duration, "duration");
    return this.#inTurn(async () => {
      const end = this.now() + length;
      for (let count = 0; ; count++) {
        await this.#settle();
        const next = this.#next();
        if (next === undefined || next[1].at > end) break;
        this.#limit(count);
        this.#fire(...next);
      }
      this.#jump(end);
      await this.#settle();
    });
  }

  /**
   * Lets simulated time pass until no timer is left, or until a promise settles, whose outcome it returns.
   *
   * Rejects if the promise waits for something that no timer of this clock leads to, or after 100,000 timers.
   *
   * @param promise - The promise to wait for.
   * @example
   * const cluster = await simulator.clock.run(client.databases.get(id, { maxRetries: 5 }));
   */
  run(): Promise<void>;
  run<T>(promise: PromiseLike<T>): Promise<T>;
  run(promise?: PromiseLike<unknown>): Promise<unknown> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    promise?.then(settled, settled);
    return this.#inTurn(async () => {
      let waitingSince: number | undefined;
      for (let count = 0; ; ) {
        await this.#settle();
        const next = this.#next();
        if (isSettled || (!promise && next === undefined)) return promise;
        if (next !== undefined) {
          this.#limit(count++);
          waitingSince = undefined;
          this.#fire(...next);
        } else {
          waitingSince ??= Date.now();
          if (Date.now() - waitingSince > PATIENCE) {
            throw new Error("the promise waits for something other than the simulated clock; nothing is left to run");
          }
          await pause(1);
        }
      }
    });
  }

  /** @internal Stands still at a time, without timers. */
  reset(now: number): void {
    this.#timers.clear();
    this.#now = now;
    this.#since = Date.now();
    this.#changed();
  }

  /** @internal Does work that the clock waits for before it goes on. */
  async whileBusy<T>(work: () => PromiseLike<T>): Promise<T> {
    this.#busy++;
    try {
      return await work();
    } finally {
      this.#busy--;
      this.#activity++;
    }
  }

  /** Calls of `advance` and `run` go one after another. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** Waits until nothing happens any more without the clock going on. */
  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      const before = this.#activity;
      await macrotask();
      if (this.#busy > 0 || this.#activity !== before) quiet = -1;
    }
  }

  /** The timer that is due first; of two at the same time, the one that was set first. */
  #next(): [handle: number, timer: Timer] | undefined {
    let first: [number, Timer] | undefined;
    for (const entry of this.#timers) {
      if (first === undefined || entry[1].at < first[1].at) first = entry;
    }
    return first;
  }

  #fire(handle: number, { at, callback }: Timer): void {
    this.#timers.delete(handle);
    this.#jump(at);
    this.#changed();
    callback();
  }

  #jump(to: number): void {
    if (to <= this.now()) return;
    this.#now = to;
    this.#since = Date.now();
  }

  #limit(count: number): void {
    if (count >= MOST_TIMERS) {
      throw new Error(`${MOST_TIMERS} timers passed, and others are set still: a loop that never ends?`);
    }
  }

  #changed(): void {
    this.#activity++;
    this.#schedule();
  }

  /** With a speed, real time calls the timers. */
  #schedule(): void {
    clearTimeout(this.#realTimer);
    const next = this.#speed > 0 ? this.#next() : undefined;
    if (next === undefined) return;
    const delay = Math.min((next[1].at - this.now()) / this.#speed, 2 ** 31 - 1);
    this.#realTimer = setTimeout(() => {
      const due = this.#next();
      if (due !== undefined && due[1].at <= this.now()) this.#fire(...due);
      else this.#schedule();
    }, delay);
  }
}
