// Calls of every kind, many at a time, for Node and for pages.
import { heldId } from "./held.mjs";

const LANES = 50;
const CLUSTER = "11111111-1111-4111-8111-111111111111";
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

/** Checks that a call is rejected with an error of this code. */
async function refused(promise, code) {
  const error = await promise.then(
    () => undefined,
    (error) => error,
  );
  if (error?.code !== code) {
    throw new Error(`expected an error ${code}, got ${error}`);
  }
}

/** Aborts a call that is under way. */
async function aborted(databases) {
  const controller = new AbortController();
  const call = refused(databases.get(heldId(), { signal: controller.signal }), "aborted");
  await new Promise((resolve) => setTimeout(resolve, 3));
  controller.abort();
  await call;
}

async function listed(databases, signal) {
  const { data } = await databases.list({}, { signal });
  if (data.length !== 4) {
    throw new Error(`a list of ${data.length}`);
  }
}

/** One call; which, its number decides. All that are not aborted share a signal that outlives them. */
function call(databases, number, signal) {
  switch (number % 20) {
    case 0:
      return aborted(databases);
    case 1:
    case 2:
      return refused(databases.get(UNKNOWN, { signal }), "not_found");
    case 3:
    case 4:
      return refused(databases.get(number, { signal }), "invalid_request");
    default:
      return number % 2 === 0 ? listed(databases, signal) : databases.get(CLUSTER, { signal });
  }
}

/** A function that makes as many calls as it is asked to, and resolves when all are answered. */
export function startMix({ DigitalOcean }, baseUrl, signal) {
  const { databases } = new DigitalOcean({ baseUrl, token: async () => "dop_v1_endurance" });
  return async (count) => {
    let next = 0;
    const lane = async () => {
      while (next < count) {
        next += 1;
        await call(databases, next, signal);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };
}
