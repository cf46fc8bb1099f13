// Random numbers, the same for a seed.

/** A generator of random choices. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to another. */
  below(end) {
    return Math.floor(this.next() * end);
  }

  chance(percent) {
    return this.next() * 100 < percent;
  }

  oneOf(some) {
    return some[this.below(some.length)];
  }
}
