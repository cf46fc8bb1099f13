import { AmbiguousWriteError, DigitalOceanError, type ErrorFields } from "../errors/classes.js";
import { mayHaveTakenEffect } from "../errors/effect.js";
import { ownOf } from "../errors/own.js";
import type { ResolvedOptions } from "../options/types.js";
import { dateHeader } from "../result/headers.js";
import type { ResponseBox } from "../result/promise.js";
import { sleep } from "./abort.js";
import { now } from "./clock.js";
import type { ListCandidates, Operation } from "./operation.js";

/** A resource of a list, whatever it is. */
type Item = Record<string, unknown>;

/** Milliseconds before each lookup of a new resource. */
const LOOKUP_DELAYS = [0, 1_000, 3_000];
/** How much older than its create a resource may look, in milliseconds: dates have whole seconds. */
const TOLERANCE = 10_000;
/** The largest assumed difference between this machine's clock and the server's, in milliseconds. */
const SKEW = 24 * 3_600_000;

/**
 * Settles like a create. When it may have taken effect although it failed, looks for the new resource if the options say
 * so; otherwise rejects with an `AmbiguousWriteError`.
 */
export async function resolveLostCreate<R>(
  operation: Operation,
  parameters: unknown[],
  options: ResolvedOptions,
  box: ResponseBox,
  sent: Promise<R>,
): Promise<R> {
  const started = now(options.clock);
  try {
    return await sent;
  } catch (thrown) {
    const error = thrown as DigitalOceanError;
    if (!isLost(error)) {
      throw error;
    }
    const find = (deadline: number) =>
      findCreated(operation, parameters, ownOf({ ...options, deadline }), box, started);
    const found = options.onAmbiguous === "lookup" && (await lookUp(options, started, find));
    if (found) return found as R;
    const fields: ErrorFields = {
      ...error,
      retryable: false,
      code: "ambiguous_write",
      message: `the resource may or may not have been created: ${error.message}`,
      hint: 'call `error.findCreated()` before you create it again, or set `onAmbiguous: "lookup"`',
      cause: error,
    };
    throw new AmbiguousWriteError(fields, () => find(options.deadline));
  }
}

/** Whether a create may have taken effect: its response is missing, says nothing of it, or is a 2xx that is unreadable. */
function isLost(error: DigitalOceanError): boolean {
  const { attempts, cause, code } = error;
  const { status = 0 } = ownOf(error);
  return (
    attempts > 0 &&
    (status > 0 || code === "connection_failed" || code === "timeout") &&
    (code === "undecodable" || mayHaveTakenEffect(status, cause))
  );
}

/** Looks a few times, within the deadline of the create. A failed lookup finds nothing. */
async function lookUp(
  { clock, deadline, signal }: ResolvedOptions,
  started: number,
  find: (deadline: number) => Promise<unknown>,
): Promise<unknown> {
  for (const delay of LOOKUP_DELAYS) {
    const left = started + deadline - now(clock) - delay;
    if (left <= 0 || signal?.aborted) break;
    try {
      await sleep(delay, signal, clock);
      const found = await find(left);
      if (found) return found;
    } catch {
      // The next one may find it.
    }
  }
  return undefined;
}

/**
 * Finds the resource that a create made, by its name and time; an older one of that name is not it. Times are the
 * server's. Throws when its clock is hidden, as in browsers, and this machine's leaves the answer open.
 */
export async function findCreated(
  { listCandidates, name: operation, namedBy }: Operation,
  parameters: unknown[],
  { clock, deadline, headers, maxRetries, maxRetryAfter, signal, timeout }: ResolvedOptions,
  box: ResponseBox,
  started: number,
): Promise<unknown> {
  const path = [...parameters];
  const body = ownOf(Object(path.pop()));
  const limits = { deadline, headers, maxRetries, maxRetryAfter, signal, timeout };
  const { items, response } = await (listCandidates as ListCandidates)(path, limits);
  const time = now(clock);
  const serverTime = response && dateHeader(response, "date");
  const isHidden = serverTime === undefined;
  /** How long after the create began it was made; NaN for a resource without a date. */
  const age = ({ created_at }: Item) => Date.parse(String(created_at)) - started - (isHidden ? 0 : serverTime - time);
  const candidates = ((await items) as Item[]).filter(
    (item) =>
      item[namedBy as string] === body[namedBy as string] &&
      !["engine", "region", "size", "schema"].some((key) => body[key] && item[key] && item[key] !== body[key]) &&
      !(age(item) < (isHidden ? -SKEW : -TOLERANCE)),
  );
  const found = candidates.find(
    (item) => !isHidden || !(age(item) < -TOLERANCE || age(item) > time - started + TOLERANCE),
  );
  if (candidates.length > 0 && !found) {
    const message = "the server's clock is hidden: compare `created_at` with the time of the call";
    throw new DigitalOceanError({ code: "cannot_tell", message, operation });
  }
  if (found && response) box.response = response;
  return found;
}
