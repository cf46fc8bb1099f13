import { join } from "node:path";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
const deno = installed("@deno", "linux-x64-glibc", "deno");
const version = versionOf("deno");

function run(parameters, given) {
  const env = { DENO_DIR: join(emptyFolder("deno"), "cache"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
  return reportOf(deno, ["run", "--no-prompt", "--allow-net", ...parameters], given, { cwd, env });
}

export const cases = [
  {
    place: "Deno, types checked",
    version,
    run: (given) => run(["--check", "--allow-env", "--allow-read", "main.ts"], given),
  },
  {
    place: "Deno, the environment refused",
    version,
    expected: ["refused", "list", "create", "error", "abort"],
    run: (given) => run(["refused.ts", given.api, given.token, given.name], given),
  },
];
