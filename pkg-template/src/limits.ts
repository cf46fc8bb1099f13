import { type RateLimit, rateLimit } from "./promise.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the API allows a token, in requests. */
const PER_MINUTE = 250;
const PER_HOUR = 5_000;

/** A place in a line. */
export interface Ticket {
  /** Resolves when it is its turn. */
  readonly turn: Promise<void>;
  /** Gives the place up: in the line, or what it was given after it. More than once is once. */
  leave(): void;
}

/** Lets those in through who stand in it, oldest first, whenever `wait` says so. */
export class Line {
  readonly #wait: (inside: number) => number;
  readonly #standing: (() => void)[] = [];
  #inside = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `wait` says in how many milliseconds the next may go in, given how many are: 0 at once, infinity when one leaves. */
  constructor(wait: (inside: number) => number) {
    this.#wait = wait;
  }

  enter(): Ticket {
    let go = () => {};
    const turn = new Promise<void>((resolve) => {
      go = resolve;
    });
    this.#standing.push(go);
    this.#advance();
    let isThere = true;
    const leave = () => {
      if (!isThere) return;
      isThere = false;
      const place = this.#standing.indexOf(go);
      if (place < 0) {
        this.#inside--;
      } else {
        this.#standing.splice(place, 1);
      }
      this.#advance();
    };
    return { turn, leave };
  }

  /** Whether nobody is in it. */
  get isEmpty(): boolean {
    return this.#inside + this.#standing.length === 0;
  }

  #advance(): void {
    clearTimeout(this.#timer);
    while (this.#standing.length > 0) {
      const wait = this.#wait(this.#inside);
      if (wait > 0) {
        if (wait < Number.POSITIVE_INFINITY) {
          this.#timer = setTimeout(() => this.#advance(), wait);
        }
        return;
      }
      this.#inside++;
      this.#standing.shift()?.();
    }
  }
}

/** What a token may still do: what this process asked with it, and what the API last said. */
export class Limits {
  /** When the requests of the last hour were answered. The API counted them no later. */
  readonly #answered: number[] = [];
  #told: RateLimit | undefined;
  /** What was answered last; looked at when it is asked for. */
  #last: Response | undefined;
  readonly line = new Line((inside) => this.wait(inside, Date.now()));

  /** In how many milliseconds one more request may be made, while `inside` are under way; infinity when one is answered. */
  wait(inside: number, now: number): number {
    const answered = this.#answered;
    while (answered.length > 0 && (answered[0] as number) <= now - HOUR) {
      answered.shift();
    }
    const after = (most: number, period: number) => {
      const oldest = answered.length - (most - inside);
      if (oldest < 0) return 0;
      const time = answered[oldest];
      // Those under way count for as long as they are.
      return time === undefined ? Number.POSITIVE_INFINITY : Math.max(0, time + period - now);
    };
    const { told } = this;
    const reset = told && told.remaining - inside <= 0 ? Math.max(0, told.reset.getTime() - now) : 0;
    return Math.max(after(PER_MINUTE, MINUTE), after(PER_HOUR, HOUR), reset);
  }

  /** Counts requests that were answered, or that nobody waits for any more. */
  count(requests: number, now: number): void {
    for (let index = 0; index < requests; index++) {
      this.#answered.push(now);
    }
    // Now and then, for it is done on every call.
    if (this.#answered.length > 2 * PER_HOUR) {
      this.#answered.splice(0, this.#answered.length - PER_HOUR);
    }
  }

  /** Keeps what an answer says. */
  hear(response: Response): void {
    this.#last = response;
  }

  /** What the API said last. */
  get told(): RateLimit | undefined {
    if (this.#last) {
      this.#told = rateLimit(this.#last) ?? this.#told;
      this.#last = undefined;
    }
    return this.#told;
  }
}

const limits = new Map<unknown, Limits>();
/** Of functions, which may be made for every client. */
const passing = new WeakMap<object, Limits>();

/** The limits of a token; clients with the same token share them. */
export function limitsOf(token: unknown): Limits {
  const all = typeof token === "function" ? (passing as typeof limits) : limits;
  let own = all.get(token);
  if (own === undefined) {
    own = new Limits();
    all.set(token, own);
  }
  return own;
}

const users = new Map<string, Line>();

/** The line of those who change the users of a cluster: the API fails when two do so at once. */
export function usersOf(cluster: string): Line {
  for (const [other, line] of users) {
    if (line.isEmpty) {
      users.delete(other);
    }
  }
  let line = users.get(cluster);
  if (line === undefined) {
    line = new Line((inside) => (inside === 0 ? 0 : Number.POSITIVE_INFINITY));
    users.set(cluster, line);
  }
  return line;
}
