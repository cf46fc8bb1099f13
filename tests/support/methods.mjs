// A call of each HTTP method. The functions are self-contained, so that they can be sent to a page.

/** By the method: a call on a client, with the call's options. */
export const METHODS = {
  GET: (client, options) => client.databases.get("x", options),
  PUT: (client, options) => client.databases.resize("x", { size: "s", num_nodes: 1 }, options),
  DELETE: (client, options) => client.databases.delete("x", options),
  POST: (client, options) =>
    client.databases.create({ name: "a-b", engine: "pg", num_nodes: 1, size: "s", region: "r" }, options),
  PATCH: (client, options) => client.databases.config.update("x", { config: { work_mem: 8 } }, options),
};

/** Idempotent methods, whose lost or failed attempts are retried. */
export const HARMLESS = ["GET", "PUT", "DELETE"];
