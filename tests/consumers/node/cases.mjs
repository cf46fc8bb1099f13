import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { program, reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
const versions = [20, 22, 24, 26];
const programs = {
  "ES module": ["module.mjs"],
  CommonJS: ["common.cjs"],
  worker_threads: ["worker.mjs"],
  cluster: ["cluster.mjs"],
};

/** Each program in each version of Node. */
export const cases = versions.flatMap((version) => {
  const node = installed(`node-${version}`, "bin", "node");
  const caseOf = (what, run) => ({ place: `Node ${version}, ${what}`, version: versionOf(`node-${version}`), run });
  return [
    ...Object.entries(programs).map(([what, parameters]) =>
      caseOf(what, (given) => reportOf(node, parameters, given, { cwd })),
    ),
    caseOf("node:test", async ({ api, token, name }) => {
      const REPORT = join(emptyFolder(`node-test-${version}`), "report.json");
      const env = { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORT };
      // Unset, for a run of tests inside a run of tests would run none.
      await program(node, ["--test", "clusters.test.mjs"], { cwd, env: { ...env, NODE_TEST_CONTEXT: undefined } });
      return JSON.parse(readFileSync(REPORT, "utf8"));
    }),
  ];
});
