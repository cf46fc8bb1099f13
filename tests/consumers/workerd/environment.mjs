import { join } from "node:path";
import { emptyFolder, installed } from "../support/paths.mjs";

/** Wrangler needs a newer Node than the rest. */
export const node = installed("node-22", "bin", "node");
export const wrangler = installed("wrangler", "bin", "wrangler.js");

/** Wrangler that tells nobody of itself, and keeps what it remembers out of the way. */
export const env = {
  CI: "1",
  NO_COLOR: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
  XDG_CONFIG_HOME: join(emptyFolder("workerd"), "config"),
};
