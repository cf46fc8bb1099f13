import { AbortError, DigitalOcean, isDigitalOceanError, NotFoundError } from "digitalocean-wasm";
import { report } from "../../support/report.mjs";

report({ AbortError, DigitalOcean, isDigitalOceanError, NotFoundError });
