import webpack from "webpack";
import { folderOf, versionOf } from "../support/paths.mjs";
import { bundlerCells } from "../support/webpack.mjs";

export const cells = bundlerCells({
  name: "webpack",
  version: versionOf("webpack"),
  compile: webpack,
  context: folderOf(import.meta.url),
});
