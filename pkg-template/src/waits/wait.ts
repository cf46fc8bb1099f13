import { now } from "../call/clock.js";
import { type DigitalOceanError, isDigitalOceanError } from "../errors/classes.js";
import { toError } from "../errors/from-core.js";
import { endOf, endsWait, isMissing, judge, type Thing, withSecrets } from "./decide.js";
import type { Plan } from "./plan.js";
import { poll } from "./poll.js";
import type { State } from "./state.js";

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
export interface Wait<T, S extends State = State> extends Promise<T> {
  /**
   * Returns the wait as plain data, for `client.resumeWait(state)`: JSON of less than 500 bytes, without secrets. Store it
   * when the wait begins, and again when `onProgress` is called.
   */
  state(): S;
}

/** A look that found nothing. */
export const NOT_FOUND = { code: "not_found", message: "it is not in the list", status: 404 };

/** The error of a wait or watch. A plain one is that of an option or condition of the caller. */
export const failureOf = (thrown: unknown, name: string): unknown =>
  toError(
    thrown instanceof Error && !isDigitalOceanError(thrown)
      ? { code: "invalid_request", message: thrown.message, cause: thrown }
      : thrown,
    { name },
  );

/** Begins the wait that `read` returns, and that rejects when `read` throws. */
export function startWait(name: string, read: () => Plan): Wait<unknown> {
  let plan: Plan | undefined;
  const run = async () => {
    try {
      plan = read();
      return await follow(plan);
    } catch (thrown) {
      if (plan?.options.cancelOnAbort && Object(thrown).code === "aborted") await cancel(plan).catch(() => {});
      throw failureOf(thrown, name);
    }
  };
  return Object.assign(run(), { state: () => ({ ...(plan as Plan)?.state }) });
}

/** Tells the server to stop the garbage collection that is followed. */
async function cancel({ row: { methods }, state: { path, id } }: Plan): Promise<void> {
  await methods.update(...path, id ?? Object(await methods.getActive(...path)).uuid, { cancel: true });
}

/** Starts the work, if that is part of the wait, and looks until it is done. */
async function follow(plan: Plan): Promise<unknown> {
  const { row, state, options, given } = plan;
  const start = state.id ? undefined : row.start?.(row, state, given);
  let last = start ? undefined : given;
  let first = last;
  const see = (isStart: boolean) => (item: unknown, error: DigitalOceanError | undefined) => {
    const elapsed = now(row.clock) - state.startedAt;
    if (item) {
      if (isStart) {
        first = item;
        ({ [row.field as string]: state.id, joined: state.joined } = item as Record<string, never>);
      }
      last = withSecrets(state.joined === undefined ? item : { ...item, joined: state.joined }, first);
      void (async () => options.onProgress?.(last, { elapsed, attempt: state.attempt }))().catch(() => {});
      if (isStart) return true;
    }
    const verdict = !isStart && isMissing(error) ? judge(row, item as Thing, state.target) : undefined;
    if (verdict) return true;
    const failure = (code: string, message: string) => ({ code, message, lastState: last, cause: error });
    if (verdict === false) throw failure("wait_failed", "the work failed, or was stopped");
    if (!item && endsWait(error, elapsed, isStart)) throw error ?? NOT_FOUND;
    if (now(row.clock) >= endOf(state)) throw failure("wait_timeout", `not done in ${state.timeout} ms; it goes on`);
    return false;
  };
  if (start) await poll(plan, see(true), start);
  await poll(plan, see(false), row.one?.(row, state));
  return last;
}
