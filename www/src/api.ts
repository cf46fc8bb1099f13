import { type ApiPromise, DigitalOcean, type RateLimit } from "digitalocean-wasm";
import { apiAddress } from "./api-address";

export const API_ADDRESS = apiAddress(import.meta.env.VITE_API_URL);

/** The API as one token's owner reaches it. */
export class Api {
  readonly #client: DigitalOcean;
  readonly #onRateLimit: (rateLimit: RateLimit) => void;

  constructor(token: string, onRateLimit: (rateLimit: RateLimit) => void) {
    this.#client = new DigitalOcean({ token, baseUrl: API_ADDRESS.origin });
    this.#onRateLimit = onRateLimit;
  }

  /** Makes a call, and notes what its answer says of the rate limit. */
  async call<T>(make: (client: DigitalOcean) => ApiPromise<T>): Promise<T> {
    const { data, response } = await make(this.#client).withResponse();
    if (response.rateLimit) {
      this.#onRateLimit(response.rateLimit);
    }
    return data;
  }
}
