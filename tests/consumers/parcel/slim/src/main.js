import { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError } from "digitalocean-wasm/slim";
import { calls } from "../../../support/calls.mjs";
import { report } from "../../../support/report.mjs";
import { loaded } from "./loaded.js";

report({ AbortError, DigitalOcean, isDigitalOceanError, NotFoundError }, async (library, given) => {
  await loaded;
  return calls(library, given);
});
