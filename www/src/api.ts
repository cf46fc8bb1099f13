import { type APIPromise, DigitalOcean, type RateLimit } from "digitalocean-wasm";
import { apiAddress } from "./api-address";

export const API_ADDRESS = apiAddress(import.meta.env.VITE_API_URL);

/** The API as one token's owner reaches it. */
export class Api {
  readonly #client: DigitalOcean;

  constructor(token: string, onRateLimit: (rateLimit: RateLimit) => void) {
    this.#client = new DigitalOcean({
      token,
      baseUrl: API_ADDRESS.origin,
      // It is the user's own, typed in.
      dangerouslyAllowBrowser: true,
      throttle: true,
      onRateLimit,
    });
  }

  /** Makes a call. */
  async call<T>(make: (client: DigitalOcean) => APIPromise<T>): Promise<T> {
    return make(this.#client);
  }
}
