// Responses for a recorder.

/** A response with a status, a body (text as it is, anything else as JSON) and headers. */
export function answer(status, body = "", headers = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
}

const RESOURCES = [
  ...["ca", "config", "credentials", "database", "db", "do_settings", "garbage_collection", "options", "pool"],
  ...["registry", "replica", "sink", "subscription", "topic", "user"],
];
const LISTS = [
  ...["backups", "databases", "dbs", "events", "garbage_collections", "indexes", "manifests", "pools", "registries"],
  ...["replicas", "repositories", "rules", "sinks", "subjects", "tags", "topics", "users"],
];

/** A body that every operation can read: each envelope there is, empty. */
export const EVERY = Object.fromEntries([...RESOURCES.map((name) => [name, {}]), ...LISTS.map((name) => [name, []])]);

/** A response that every operation can read. */
export const ANY = answer(200, EVERY);

/** An object that promises take for one of theirs. */
export function thenable(then) {
  return { then };
}
