import { DryRun } from "../call/dry-run.js";
import { isDigitalOceanError } from "../errors/classes.js";
import { toError } from "../errors/from-core.js";
import { WaitFailedError, WaitTimeoutError } from "../errors/wait-errors.js";
import type { ResolvedWaitOptions } from "../options/wait-types.js";
import { endOf, endsWait, judge, notFound, type Thing, withSecrets } from "./decide.js";
import { looksAt } from "./looks.js";
import { placeOf, type Surroundings } from "./place.js";
import type { State } from "./state.js";
import type { Row } from "./table.js";

/**
 * A promise of work at DigitalOcean that takes minutes. It can go on in another process: `state()` is what to store.
 *
 * Rejects with a `WaitFailedError` when the work failed, a `WaitTimeoutError` when the time is over, an `AbortError`, and
 * at once with the API's error when it refuses to say: 400, 401, 403, 422, or a 404 that lasts two minutes. A busy API, a
 * 429 and lost connections only slow it down.
 *
 * @example
 * const wait = client.databases.waitUntilOnline("my-cluster-id");
 * await saveText(JSON.stringify(wait.state()));
 * console.log((await wait).status); // online
 */
export class Wait<T, S extends State = State> extends Promise<T> {
  readonly #state: () => S;

  /** @internal */
  constructor(executor: ConstructorParameters<typeof Promise<T>>[0], state: () => S) {
    super(executor);
    this.#state = state;
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /**
   * Returns the wait as plain data, for `client.resumeWait(state)`: JSON of less than 500 bytes, without secrets. Store it
   * when the wait begins, and again when `onProgress` is called.
   */
  state(): S {
    return this.#state();
  }
}

/** A wait that was read from the parameters of its method. */
export interface Plan {
  row: Row;
  state: State;
  options: ResolvedWaitOptions;
  /** The body of a create, or a thing that may have secrets which later responses lack. */
  given?: unknown;
}

/** The error of a wait or watch. A plain one is that of an option or condition of the caller. */
export const failureOf = (thrown: unknown, name: string): unknown =>
  toError(
    thrown instanceof Error && !isDigitalOceanError(thrown)
      ? { code: "invalid_request", message: thrown.message, cause: thrown }
      : thrown,
    { name },
  );

/** Begins the wait that `read` returns, and that rejects when `read` throws. */
export function startWait(around: Surroundings, name: string, read: () => Plan): Wait<unknown> {
  let plan: Plan | undefined;
  const run = async () => {
    try {
      plan = read();
      return await follow(around, plan);
    } catch (thrown) {
      const { options, state } = Object(plan) as Plan;
      if (options?.cancelOnAbort && Object(thrown).code === "aborted") {
        // Tells the server to stop the garbage collection that is followed.
        const { getActive, update } = around.methods(name);
        const [registry] = state.path;
        const cancel = async () =>
          update?.(registry, state.id ?? Object(await getActive?.(registry)).uuid, { cancel: true });
        await cancel().catch(() => {});
      }
      throw failureOf(thrown, name);
    }
  };
  const settled = run();
  return new Wait(
    (resolve) => resolve(settled),
    () => ({ ...(plan as Plan).state }),
  );
}

/** Starts the work, if that is part of the wait, and looks until it is done. */
async function follow(around: Surroundings, { row, state, options, given }: Plan): Promise<unknown> {
  const { start, one } = row;
  const { wait: operation, timeout } = state;
  let isStart = Boolean(start && !state.id);
  let last = isStart ? undefined : given;
  let first = last ?? state;
  for (;;) {
    const own = isStart ? start?.(around, state, given) : one?.(around, state);
    const place = own ? { poller: around.poller(), one: own } : placeOf(around, row, state);
    for await (const [item, error, lookedAt] of looksAt(place, state, options.signal)) {
      if (item instanceof DryRun) return item;
      const elapsed = lookedAt - state.startedAt;
      const fields = (code: string, message: string) => ({ code, message, operation, cause: error });
      if (item) {
        if (isStart) first = item;
        last = withSecrets(item, first);
        void (async () => options.onProgress?.(last, { elapsed, attempt: state.attempt }))().catch(() => {});
        if (isStart) {
          state.id = Object(item)[row.field as string];
          state.joined = Object(item).joined;
          break;
        }
      }
      if (!isStart && (item || (error?.status ?? 404) === 404)) {
        const verdict = judge(row, item as Thing, state.target);
        if (verdict) return last;
        if (verdict === false)
          throw new WaitFailedError(fields("wait_failed", "the work failed, or was stopped"), last);
      }
      if (!item && endsWait(error, elapsed, isStart)) throw error ?? notFound(operation);
      if (lookedAt >= endOf(state)) {
        throw new WaitTimeoutError(fields("wait_timeout", `not done within ${timeout} ms; it goes on`), last);
      }
    }
    isStart = false;
  }
}
