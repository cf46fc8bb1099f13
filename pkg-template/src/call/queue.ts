import { type Clock, now, startTimer } from "./clock.js";
import { Heartbeat, isRequestScoped, poll } from "./request-scope.js";

/** A place in a queue: first among those that wait, then among those that were let through. */
export class Slot {
  /** Whether it was let through. */
  isReady = false;
  /** Notifies its call that it was let through. On request-scoped platforms the call polls instead. */
  onReady: (() => void) | undefined;
  readonly clock: Clock | undefined;
  /** The longest delay, in milliseconds, that the API may ask its call for. */
  readonly patience: number;
  readonly #queue: Queue;
  readonly #heartbeat: Heartbeat | undefined;
  #isReleased = false;

  constructor(queue: Queue, clock: Clock | undefined, patience: number) {
    this.#queue = queue;
    this.clock = clock;
    this.patience = patience;
    this.#heartbeat = isRequestScoped() ? new Heartbeat(clock) : undefined;
  }

  /** Whether the request of its call still runs. */
  get isAlive(): boolean {
    return this.#heartbeat?.isAlive ?? true;
  }

  /** Settles when it is let through. */
  ready(): Promise<void> {
    const heartbeat = this.#heartbeat;
    if (heartbeat) {
      return poll(
        () => {
          heartbeat.beat();
          if (!this.isReady && !this.#isReleased) this.#queue.keep(this);
          return this.isReady || this.#isReleased;
        },
        undefined,
        this.clock,
      );
    }
    return new Promise((resolve) => {
      this.onReady = resolve;
    });
  }

  /** Gives the place up. Further calls have no effect. */
  release(): void {
    this.#isReleased = true;
    this.#heartbeat?.stop();
    this.#queue.remove(this);
  }
}

/** In how many milliseconds the next slot of a queue may go, given how many are in flight and its patience. */
type Delay = (active: number, now: number, patience: number) => number;

/** A FIFO queue. */
export class Queue {
  readonly #delay: Delay;
  #waiting: Slot[] = [];
  #active: Slot[] = [];
  #cancelTimer: (() => void) | undefined;

  /** @param delay - 0 to let the next through at once, infinity to wait until another leaves. */
  constructor(delay: Delay) {
    this.#delay = delay;
  }

  /** Takes the last place. */
  enter(clock: Clock | undefined, patience: number): Slot {
    const slot = new Slot(this, clock, patience);
    this.#waiting.push(slot);
    this.advance();
    return slot;
  }

  /** Advances. A slot that was late with its sign of life, and so was given up, waits again first. */
  keep(slot: Slot): void {
    if (!this.#waiting.includes(slot)) this.#waiting.push(slot);
    this.advance();
  }

  /** Whether nobody waits or is in flight. */
  get isEmpty(): boolean {
    return this.#active.length + this.#waiting.length === 0;
  }

  /** Lets as many through as may go. */
  advance(): void {
    if (isRequestScoped()) {
      this.#active = this.#active.filter((slot) => slot.isAlive);
      this.#waiting = this.#waiting.filter((slot) => slot.isAlive);
    }
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    for (;;) {
      const [first] = this.#waiting;
      if (first === undefined) return;
      const delayOf = ({ clock, patience }: Slot, most = patience) =>
        this.#delay(this.#active.length, now(clock), most);
      const delay = delayOf(first);
      let next: Slot | undefined = first;
      if (delay > 0) {
        // Where some may lack the patience, they go ahead of those that have it.
        next = delayOf(first, 0) > 0 ? undefined : this.#waiting.find((slot) => delayOf(slot) <= 0);
      }
      if (next === undefined) {
        if (delay < Number.POSITIVE_INFINITY && !isRequestScoped()) {
          this.#cancelTimer = startTimer(first.clock, () => this.advance(), delay);
        }
        return;
      }
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#active.push(next);
      next.isReady = true;
      next.onReady?.();
    }
  }

  /** Removes a slot, and lets the next through. */
  remove(slot: Slot): void {
    for (const slots of [this.#active, this.#waiting]) {
      const place = slots.indexOf(slot);
      if (place >= 0) {
        slots.splice(place, 1);
        this.advance();
      }
    }
  }
}

/** Queues of changes to users, by cluster. */
const userQueues = new Map<string, Queue>();

/** The queue of changes to the users of a cluster: the API fails when two are in flight. */
export function userQueueFor(cluster: string): Queue {
  for (const [other, queue] of userQueues) {
    if (queue.isEmpty) {
      userQueues.delete(other);
    }
  }
  let queue = userQueues.get(cluster);
  if (queue === undefined) {
    queue = new Queue((active) => (active === 0 ? 0 : Number.POSITIVE_INFINITY));
    userQueues.set(cluster, queue);
  }
  return queue;
}
