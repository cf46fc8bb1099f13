import { rspack } from "@rspack/core";
import { folderOf, versionOf } from "../support/paths.mjs";
import { bundlerCells } from "../support/webpack.mjs";

export const cells = bundlerCells({
  name: "Rspack",
  version: versionOf("@rspack/core"),
  compile: rspack,
  context: folderOf(import.meta.url),
});
