import * as digitalocean from "/index.js";
import { report } from "/report.mjs";

await report(digitalocean);
