import { join } from "node:path";
import { emptyFolder, filesIn, folderOf, installed, versionOf } from "../support/paths.mjs";
import { program, reportOf } from "../support/program.mjs";

const cwd = folderOf(import.meta.url);
const bun = installed("@oven", "bun-linux-x64", "bin", "bun");
const version = versionOf("@oven/bun-linux-x64");
const env = { DO_NOT_TRACK: "1", NO_COLOR: "1" };

const run = (parameters, given) => reportOf(bun, parameters, given, { cwd, env });

let folder;

export const cases = [
  { place: "Bun, TypeScript", version, run: (given) => run(["run", "main.ts"], given) },
  { place: "Bun, test", version, run: (given) => run(["test", "clusters.test.ts"], given) },
  {
    place: "Bun, build",
    version,
    build: async () => {
      folder = emptyFolder("bun");
      await program(bun, ["build", "main.ts", "--target", "bun", "--minify", "--sourcemap", "--outdir", folder], {
        cwd,
        env,
      });
      return filesIn(folder);
    },
    run: (given) => run(["run", join(folder, "main.js")], given),
  },
];
