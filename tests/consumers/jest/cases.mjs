import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { program } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);

/** Runs test files as `jest` does; the reports they write, one after the other. */
async function test(place, files, { api, token, name }, parameters = [], env = {}) {
  const folder = emptyFolder(place);
  // Without a flag of Node's, Jest loads no ES module.
  const { code } = await transform(readFileSync(join(cwd, "..", "support", "calls.mjs"), "utf8"), { format: "cjs" });
  const CALLS = join(folder, "calls.cjs");
  writeFileSync(CALLS, code);
  const given = { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, REPORTS: folder, CALLS };
  const jest = installed("jest", "bin", "jest.js");
  const own = ["--watchman=false", `--cacheDirectory=${join(folder, "cache")}`];
  await program(process.execPath, [jest, ...own, ...parameters, ...files], { cwd, env: { ...given, ...env } });
  return files.map((file) => JSON.parse(readFileSync(join(folder, `${file.split(".")[0]}.json`), "utf8")));
}

const common = "common.test.js";

export const cases = [
  {
    place: "Jest, node, CommonJS",
    run: async (given) => (await test("jest-common", [common], given))[0],
  },
  {
    place: "Jest, node, ES module",
    run: async (given) => {
      // The flag that Jest's manual asks for with ES modules.
      const env = { NODE_OPTIONS: "--experimental-vm-modules" };
      return (await test("jest-module", ["module.test.mjs"], given, [], env))[0];
    },
  },
  {
    place: "Jest, jest-fixed-jsdom",
    run: async (given) => (await test("jest-fixed-jsdom", [common], given, ["--env=jest-fixed-jsdom"]))[0],
  },
  {
    // It lacks globals that nobody can do without; the next case follows the advice of the error.
    place: "Jest, jsdom beside node",
    expected: ["list", "create", "error", "abort", "refuse"],
    run: async (given) => {
      const [calls, refusal] = await test("jest-jsdom", [common, "jsdom.test.js"], given);
      return { ...calls, did: [...calls.did, ...refusal.did] };
    },
  },
].map((testCase) => ({ version: versionOf("jest"), ...testCase }));
