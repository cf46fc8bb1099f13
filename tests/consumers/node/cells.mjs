import { folderOf, installed, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
const versions = [20, 22, 24, 26];
const programs = {
  "ES module": ["module.mjs"],
  CommonJS: ["common.cjs"],
};

/** Each program in each version of Node. */
export const cells = versions.flatMap((version) => {
  const node = installed(`node-${version}`, "bin", "node");
  return Object.entries(programs).map(([what, parameters]) => ({
    place: `Node ${version}, ${what}`,
    version: versionOf(`node-${version}`),
    run: (given) => reportOf(node, parameters, given, { cwd }),
  }));
});
