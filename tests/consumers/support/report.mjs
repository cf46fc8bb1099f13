// Steps of a place with an address of its own: takes the calls from its address, and reports to its server.
import { calls } from "./calls.mjs";

/** Runs `work`, or the calls, and posts what it came to. A failure is reported too, so that nobody waits for it. */
export async function report(library, work = calls, { search, origin } = location) {
  const given = new URLSearchParams(search);
  const [baseUrl, token, name] = ["api", "token", "name"].map((key) => given.get(key));
  let outcome;
  try {
    outcome = await work(library, { baseUrl, token, name });
  } catch (error) {
    outcome = { error: `${error?.name}: ${error?.message}` };
  }
  await fetch(`${origin}/report`, { method: "POST", body: JSON.stringify(outcome) });
}
