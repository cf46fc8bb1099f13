import { join } from "node:path";
import { rollup } from "rollup";
import { open, refuse, shipped } from "../support/bundled.mjs";
import { emptyFolder, folderOf, versionOf } from "../support/paths.mjs";
import config from "./rollup.config.js";

const root = folderOf(import.meta.url);
let folder;

/** Not minified: Rollup does that with a plugin only. */
export const cases = [
  {
    place: "Rollup",
    version: versionOf("rollup"),
    build: async () => {
      folder = emptyFolder("rollup");
      const warnings = [];
      const bundle = await rollup({
        ...config,
        input: join(root, config.input),
        onwarn: ({ message }) => warnings.push(message),
      });
      await bundle.write({ ...config.output, dir: folder });
      await bundle.close();
      refuse(warnings);
      return shipped(folder);
    },
    run: (given) => open(folder, given, { "/": { file: join(root, "index.html") } }),
  },
];
