// webpack, and Rspack, which is called the same way.
import { basename, join } from "node:path";
import { open, refuse, shipped } from "./bundled.mjs";
import { emptyFolder, installed } from "./paths.mjs";
import { reportOf } from "./program.mjs";

const PAGE = '<!doctype html><title>Clusters</title><script defer src="/main.js"></script>';

const openPage = (folder, given) => open(folder, given, { "/": PAGE });
const runProgram = (folder, given) => reportOf(installed("node-24", "bin", "node"), [join(folder, "main.cjs")], given);

/** The places of the project in the folder `context`. `compile` is the bundler; `name` and `version` say which it is. */
export function bundlerCases({ name, version, compile, context }) {
  const caseOf = (what, source, target, filename, run) => {
    let folder;
    return {
      place: `${name}, ${what}`,
      version,
      build: async () => {
        folder = emptyFolder(`${basename(context)}-${source}`);
        await bundle(compile, { context, target, entry: `./src/${source}.js`, output: { path: folder, filename } });
        return shipped(folder);
      },
      run: (given) => run(folder, given),
    };
  };
  return [
    caseOf("page", "page", "web", "main.js", openPage),
    caseOf("Node", "program", "node", "main.cjs", runProgram),
    caseOf("page with a .wasm file", "slim", "web", "main.js", openPage),
  ];
}

/** Builds as for production. A warning is a failure. */
async function bundle(compile, options) {
  const compiler = compile({ mode: "production", devtool: "source-map", ...options });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, done) => (error ? reject(error) : resolve(done)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  refuse([...errors, ...warnings].map(({ message }) => message));
}
