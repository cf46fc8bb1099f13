// What both sides of the extension do.
import { DigitalOcean } from "digitalocean-wasm";

/** The names of the account's clusters. */
export async function names(options) {
  const { data } = await new DigitalOcean(options).databases.list();
  return data.map(({ name }) => name);
}
