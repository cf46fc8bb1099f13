import { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError } from "digitalocean-wasm";
import { calls } from "../../support/calls.mjs";

const library = { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError };

/** The outcome of the calls on a server. */
export async function outcome({ api: baseUrl, token, name }) {
  try {
    return await calls(library, { baseUrl, token, name });
  } catch (error) {
    return { error: `${error?.name}: ${error?.message}` };
  }
}
