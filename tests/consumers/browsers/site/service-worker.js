import * as digitalocean from "/index.js";
import { report } from "/report.mjs";

addEventListener("message", (event) => event.waitUntil(report(digitalocean)));
