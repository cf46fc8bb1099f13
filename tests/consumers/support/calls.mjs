// The calls of a user that every place makes, with their expected results. Imports nothing and needs only the language,
// because it runs everywhere.

function must(truth, what) {
  if (!truth) {
    throw new Error(`not so: ${what}`);
  }
}

/** The reason with which a promise rejects. */
async function rejection(promise, what) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`${what} was not rejected`);
}

/**
 * Lists, creates, is refused, aborts. `name` is of this place alone: who runs it looks for the cluster afterwards.
 * Resolves to what was done, and to how many milliseconds the first call took; throws when something else came back.
 */
export async function calls(library, { baseUrl, token, name }) {
  const { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError } = library;
  const { databases } = new DigitalOcean({ baseUrl, token: async () => token });
  const did = [];

  const started = Date.now();
  const page = await databases.list();
  const first = Date.now() - started;
  must(page.data.length >= 4 && page.data[0].engine === "pg", "the list holds the account's clusters");
  did.push("list");

  const body = { name, engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "nyc3", tags: ["consumer"] };
  const cluster = await databases.create(body);
  must(cluster.name === name && cluster.status === "creating" && cluster.tags[0] === "consumer", "the cluster is made");
  did.push("create");

  const missing = await rejection(databases.get("00000000-0000-4000-8000-000000000000"), "an unknown cluster");
  must(missing instanceof NotFoundError && isDigitalOceanError(missing), "its error is a NotFoundError");
  must(missing.status === 404 && missing.code === "not_found" && missing.attempts === 1, "its error says 404");
  did.push("error");

  const controller = new AbortController();
  const aborted = rejection(databases.list({}, { signal: controller.signal }), "an aborted call");
  controller.abort("enough");
  const error = await aborted;
  must(
    error instanceof AbortError && error.code === "aborted" && error.cause === "enough",
    "an abort is an AbortError",
  );
  did.push("abort");

  return { did, first };
}
