import { DigitalOcean, type RateLimit } from "digitalocean-wasm";
import { apiAddress } from "./api-address";

export const API_ADDRESS = apiAddress(import.meta.env.VITE_API_URL);

/** Sends requests to the simulator in this page, if the site is built with one. */
const simulated = import.meta.env.VITE_SIMULATED ? (await import("./simulated")).fetch : undefined;

/** The API as people are shown it. */
export const API_NAME = simulated ? "simulated in this page" : API_ADDRESS.host;

/** Creates the client for a token. Throws an `InvalidRequestError` for a text that cannot be a token. */
export function createClient(token: string, onRateLimit: (rateLimit: RateLimit) => void): DigitalOcean {
  return new DigitalOcean({
    token,
    baseUrl: API_ADDRESS.origin,
    fetch: simulated,
    // The user typed the token in, so nobody else can read it in this page.
    dangerouslyAllowBrowser: true,
    throttle: true,
    onRateLimit,
  });
}
