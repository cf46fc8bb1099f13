import { join } from "node:path";
import { rspack } from "@rspack/core";
import { open, refuse, shipped } from "../support/bundled.mjs";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

const context = folderOf(import.meta.url);
const version = versionOf("@rspack/core");
const node = installed("node-24", "bin", "node");

/** Builds a source for a target, without warnings; the folder. */
async function bundle(source, target, filename) {
  const path = emptyFolder(`rspack-${source}`);
  const compiler = rspack({
    context,
    mode: "production",
    devtool: "source-map",
    target,
    entry: `./src/${source}.js`,
    output: { path, filename },
  });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, done) => (error ? reject(error) : resolve(done)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  refuse([...errors, ...warnings].map(({ message }) => message));
  return path;
}

function page(place, source) {
  let folder;
  return {
    place,
    version,
    build: async () => {
      folder = await bundle(source, "web", "main.js");
      return shipped(folder);
    },
    run: (given) =>
      open(folder, given, { "/": '<!doctype html><title>Clusters</title><script defer src="/main.js"></script>' }),
  };
}

function program(place, source) {
  let folder;
  return {
    place,
    version,
    build: async () => {
      folder = await bundle(source, "node", "main.cjs");
      return shipped(folder);
    },
    run: (given) => reportOf(node, [join(folder, "main.cjs")], given),
  };
}

export const cells = [
  page("Rspack, page", "page"),
  program("Rspack, Node", "program"),
  page("Rspack, page with a .wasm file", "slim"),
];
