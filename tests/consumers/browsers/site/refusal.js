import * as digitalocean from "/index.js";
import { report } from "/report.mjs";

/** A page whose policy forbids WebAssembly is told what its policy lacks. */
async function loadError({ DigitalOcean, LoadError }, { baseUrl, token }) {
  const { databases } = new DigitalOcean({ baseUrl, token: async () => token });
  const error = await databases.list().catch((error) => error);
  if (
    !(error instanceof LoadError && error.code === "load_failed" && error.message.includes("add 'wasm-unsafe-eval'"))
  ) {
    throw new Error(`not a loadError that names the remedy: ${error?.name ?? "none"}: ${error?.message}`);
  }
  return { did: ["refusal"] };
}

await report(digitalocean, loadError);
