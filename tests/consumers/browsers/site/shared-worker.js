import * as digitalocean from "/index.js";
import { report } from "/report.mjs";

addEventListener("connect", () => report(digitalocean));
