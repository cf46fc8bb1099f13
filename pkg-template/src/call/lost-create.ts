import { connectCode } from "../errors/cause.js";
import { AmbiguousWriteError, type DigitalOceanError, type ErrorFields } from "../errors/classes.js";
import { ownOf } from "../errors/own.js";
import type { ResolvedOptions } from "../options/types.js";
import type { ResponseBox } from "../result/promise.js";
import type { ResponseInfo } from "../result/response.js";
import { abortable, sleep } from "./abort.js";
import { now } from "./clock.js";
import type { ListCandidates, Operation } from "./operation.js";

/** The body of a create, as far as it identifies the resource. */
type Body = Record<string, unknown> | undefined;

/** Milliseconds before each lookup of a new resource. */
const LOOKUP_DELAYS = [0, 1_000, 3_000];
/** The largest assumed difference between clocks, in milliseconds. */
const SKEW = 60_000;

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
  const { clock, signal } = options;
  const started = now(clock);
  try {
    return await sent;
  } catch (thrown) {
    const error = thrown as DigitalOceanError;
    if (!isLost(error)) {
      throw error;
    }
    const path = parameters.slice(0, operation.parameters - 1);
    const body = parameters[operation.parameters - 1] as Body;
    const list = operation.listCandidates as ListCandidates;
    const find = () => findCreated(operation.namedBy as string, list, path, body, started);
    if (options.onAmbiguous === "lookup") {
      for (const delay of LOOKUP_DELAYS) {
        try {
          await sleep(delay, signal, clock);
          const found = await abortable(find(), signal);
          if (found) {
            if (found.response) box.response = found.response;
            return found.item as R;
          }
        } catch {
          // A failed lookup finds nothing.
        }
        if (signal?.aborted) break;
      }
    }
    const fields: ErrorFields = {
      ...error,
      retryable: false,
      code: "ambiguous_write",
      message: `the resource may or may not have been created: ${error.message}`,
      hint: 'call `error.findCreated()` before you create it again, or set `onAmbiguous: "lookup"`',
      cause: error,
    };
    throw new AmbiguousWriteError(fields, async () => (await find())?.item);
  }
}

/** Whether a create may have taken effect: no response arrived, one that says nothing of it, or a 2xx that is unreadable. */
function isLost(error: DigitalOceanError): boolean {
  const { attempts, cause, code } = error;
  const { status } = ownOf(error);
  if (attempts === 0) return false;
  if (status === undefined) {
    return !connectCode(cause) && ["connection_failed", "timeout"].includes(code);
  }
  return code === "undecodable" || status === 408 || status >= 500;
}

/** Finds the resource that a create made of `body` at about `since`; an older resource of that name is not it. */
async function findCreated(
  namedBy: string,
  list: ListCandidates,
  path: unknown[],
  body: Body,
  since: number,
): Promise<{ item: unknown; response: ResponseInfo | undefined } | undefined> {
  const name = body?.[namedBy];
  if (typeof name !== "string") {
    return undefined;
  }
  const { items, response } = await list(path);
  const item = (items as Record<string, unknown>[]).find((item) => {
    const isSame = ["engine", "region", "size", "schema"].every(
      (key) => !(body?.[key] && item[key]) || item[key] === body[key],
    );
    const age = since - SKEW - Date.parse(String(item.created_at));
    return item[namedBy] === name && isSame && !(age > 0);
  });
  return item && { item, response };
}
