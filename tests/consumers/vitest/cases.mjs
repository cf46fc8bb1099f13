import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { emptyFolder, folderOf, installed } from "../support/paths.mjs";
import { program } from "../support/program.mjs";

const manifest = createRequire(import.meta.url).resolve("vitest/package.json");
const vitest = join(dirname(manifest), "vitest.mjs");
// Vitest 5 needs it, or a newer one.
const node = installed("node-22", "bin", "node");

/** The same tests in each environment. */
export const cases = ["node", "jsdom"].map((environment) => ({
  place: `Vitest, ${environment}`,
  version: JSON.parse(readFileSync(manifest, "utf8")).version,
  run: async ({ api, token, name }) => {
    const REPORT = join(emptyFolder(`vitest-${environment}`), "report.json");
    const env = { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORT, NO_COLOR: "1" };
    const parameters = [vitest, "run", `--environment=${environment}`, "clusters.test.js"];
    await program(node, parameters, { cwd: folderOf(import.meta.url), env });
    return JSON.parse(readFileSync(REPORT, "utf8"));
  },
}));
