import { copyFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { program, reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
/** The programs that each configuration compiles. */
const programs = {
  node16: { "ES module": "main.js", CommonJS: "common.cjs" },
  nodenext: { "ES module": "main.js", CommonJS: "common.cjs" },
  bundler: { "ES module": "main.js" },
};

/** Compiles as `tsc` does, to where the project's packages are found; the folder. */
async function compile(config) {
  const folder = emptyFolder(`typescript-${config}`);
  const tsc = installed("typescript", "bin", "tsc");
  await program(process.execPath, [tsc, "--project", `tsconfig.${config}.json`, "--outDir", folder], { cwd });
  copyFileSync(join(cwd, "package.json"), join(folder, "package.json"));
  symlinkSync(installed(), join(folder, "node_modules"));
  return folder;
}

/** The output of tsc for each program, run by Node. */
export const cases = Object.entries(programs).flatMap(([config, files]) => {
  let compiled;
  return Object.entries(files).map(([what, file]) => ({
    place: `TypeScript, ${config}, ${what}`,
    version: versionOf("typescript"),
    build: async () => {
      compiled ??= compile(config);
      await compiled;
      // Nothing is shipped: it is a program for Node.
      return [];
    },
    run: async (given) => reportOf(process.execPath, [join("typescript", "src", file)], given, { cwd: await compiled }),
  }));
});
