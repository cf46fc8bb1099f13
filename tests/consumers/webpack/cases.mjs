import webpack from "webpack";
import { folderOf, versionOf } from "../support/paths.mjs";
import { bundlerCases } from "../support/webpack.mjs";

export const cases = bundlerCases({
  name: "webpack",
  version: versionOf("webpack"),
  compile: webpack,
  context: folderOf(import.meta.url),
});
