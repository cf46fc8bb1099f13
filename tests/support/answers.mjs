// Responses for a recorder.
import { readdirSync, readFileSync } from "node:fs";

/** A response with a status, a body (text as it is, anything else as JSON) and headers. */
export function answer(status, body = "", headers = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
}

const fixtures = new URL("../fixtures/", import.meta.url);

/** The keys of all fixtures: among them is each envelope there is. */
const bodies = readdirSync(fixtures, { recursive: true })
  .filter((file) => file.endsWith(".json"))
  .map((file) => JSON.parse(readFileSync(new URL(file.replaceAll("\\", "/"), fixtures), "utf8")));

/** A body that every operation can read: each envelope there is, empty. */
export const EVERY = Object.fromEntries(
  bodies
    .flatMap(Object.entries)
    .filter(([, value]) => typeof value === "object" && value !== null)
    .map(([key, value]) => [key, Array.isArray(value) ? [] : {}]),
);

/** A response that every operation can read. */
export const ANY = answer(200, EVERY);

/** An object that promises take for one of theirs. */
export function thenable(then) {
  return { then };
}
