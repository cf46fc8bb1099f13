/** When something is looked at: the part of a wait's state that its poller keeps. */
export interface Pace {
  /** When it began, in milliseconds since 1970. */
  startedAt: number;
  /** When to look again, in milliseconds since 1970. */
  nextAt: number;
  /** The number of looks so far. */
  attempt: number;
  /** Milliseconds after `startedAt` at which it gives up; in JSON, null if it never does. */
  timeout?: number | null | undefined;
  /** Milliseconds between two looks, if that was given. */
  pollInterval?: number | undefined;
}

/** A wait as plain data, whichever it is. */
export interface State<Name extends string = string> extends Pace {
  /** The method that began it, such as `databases.waitUntilOnline`. */
  wait: Name;
  /** The parameters of the thing's path, but its own id. */
  path: string[];
  /** The thing's id or name; undefined while it is not known. */
  id?: string | undefined;
  /** The state that it waits for, or what is to be started, where that has parts. */
  target?: Record<string, unknown> | undefined;
  /** Whether a garbage collection was joined. */
  joined?: boolean | undefined;
}
