import * as digitalocean from "digitalocean-wasm";
import { calls } from "../support/calls.mjs";

const [baseUrl, token, name] = Deno.args;

/** The error that a function throws. */
function thrown(work: () => unknown): { name?: string; message?: string } {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  return {};
}

const refused = thrown(() => Deno.env.get("DIGITALOCEAN_TOKEN"));
const missing = thrown(() => new digitalocean.DigitalOcean());
if (refused.name !== "NotCapable" || missing.name !== "InvalidRequestError") {
  throw new Error(`the environment says ${refused.name}, and a client without a token ${missing.message}`);
}
const report = await calls(digitalocean, { baseUrl, token, name });

// A token as text, where the calls give a function.
const { databases } = new digitalocean.DigitalOcean({ token, baseUrl });
await databases.list();

console.log(JSON.stringify({ ...report, did: ["refused", ...report.did] }));
