import { AbortError, DigitalOcean, init, isDigitalOceanError, NotFoundError } from "digitalocean-wasm/slim";
import { calls } from "../../support/calls.mjs";
import { report } from "../../support/report.mjs";

report({ AbortError, DigitalOcean, isDigitalOceanError, NotFoundError }, async (library, given) => {
  await init(new URL("digitalocean-wasm/digitalocean.wasm", import.meta.url));
  return calls(library, given);
});
