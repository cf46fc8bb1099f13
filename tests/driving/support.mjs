// Checks and waits of the scenarios. Imports nothing and needs only the language and timers, for it runs everywhere.

/** Milliseconds after which a promise counts as hung. Nothing is measured by it: it ends waits that would never end. */
const PATIENCE = 15_000;

// Kept here, because some scenarios replace the platform's own.
const { clearTimeout, setTimeout } = globalThis;

/** Throws unless `truth` holds; `claim` says what should hold. */
export function check(truth, claim) {
  if (!truth) {
    throw new Error(`not so: ${claim}`);
  }
}

/** Throws unless two values are the same as JSON. */
export function equal(actual, expected, claim) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(left === right, `${claim}; expected ${right}, got ${left}`);
}

/** Resolves to the outcome of `promise` as `Promise.allSettled` gives it; throws when it does not settle. */
export async function outcome(promise, claim = "it settles") {
  let timer;
  const hung = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  const [settled] = await Promise.race([Promise.allSettled([promise]), hung.then(() => [undefined])]);
  clearTimeout(timer);
  check(settled, claim);
  return settled;
}

/** Resolves to the value of `promise`; throws when it rejects or hangs. */
export async function value(promise, claim = "it resolves") {
  const { status, value, reason } = await outcome(promise, claim);
  check(status === "fulfilled", `${claim}; it rejected with ${reason?.code}, ${reason?.stack}`);
  return value;
}

/** Resolves to what `promise` rejects with; throws when it resolves or hangs. */
export async function rejection(promise, claim = "it rejects") {
  const { status, value, reason } = await outcome(promise, claim);
  check(status === "rejected", `${claim}; it resolved to ${JSON.stringify(value)}`);
  return reason;
}

/** Lets so many turns of the event loop pass. */
export async function turns(count = 12) {
  for (let turn = 0; turn < count; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** A promise that is opened from outside. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A promise that never settles. */
export const never = () => new Promise(() => {});

/** A body in which the calls of the scenarios find their results. */
export const BODY = { databases: [], database: { id: "x" }, user: { name: "a" }, users: [], config: {} };

/** A response with a JSON body. */
export function json(body = BODY, status = 200, headers = {}) {
  return new Response(JSON.stringify(body), { status, headers });
}

/** A response that asks to try again at once. */
export const unavailable = () => json({}, 503, { "retry-after": "0" });

let clients = 0;

/** A client with a token of its own, and so with a rate limit of its own. */
export function clientOf({ DigitalOcean }, options) {
  clients += 1;
  return new DigitalOcean({ token: `dop_v1_driving_${clients}`, dangerouslyAllowBrowser: true, ...options });
}

/** A library of its own for a scenario, its WebAssembly loaded. */
export async function warm(platform) {
  const library = await platform.fresh();
  await library.init();
  return library;
}

/** The ways to start a scenario: its first call loads the WebAssembly, or finds it loaded. */
export const STARTS = { cold: (platform) => platform.fresh(), warm };

/** Changes properties of `object` while `work` runs. */
export async function replaced(object, others, work) {
  const originals = Object.keys(others).map((name) => [name, Object.getOwnPropertyDescriptor(object, name)]);
  const restore = () => {
    for (const [name, descriptor] of originals) {
      if (descriptor) {
        Object.defineProperty(object, name, descriptor);
      } else {
        delete object[name];
      }
    }
  };
  for (const [name, value] of Object.entries(others)) {
    Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: true });
  }
  try {
    return await work(restore);
  } finally {
    restore();
  }
}
