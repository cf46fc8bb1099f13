import { rspack } from "@rspack/core";
import { folderOf, versionOf } from "../support/paths.mjs";
import { bundlerCases } from "../support/webpack.mjs";

export const cases = bundlerCases({
  name: "Rspack",
  version: versionOf("@rspack/core"),
  compile: rspack,
  context: folderOf(import.meta.url),
});
