// What a recorder may be told to answer.

/** An answer with a status, a body (text as it is, anything else as JSON) and headers. */
export function answer(status, body = "", headers = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
}

/** What every operation takes for an answer: each envelope there is, empty. */
export const ANY = answer(200, {
  config: {},
  database: {},
  databases: [],
  garbage_collection: {},
  garbage_collections: [],
  manifests: [],
  options: {},
});

/** An object that promises take for one of theirs. */
export function thenable(then) {
  return { then };
}
