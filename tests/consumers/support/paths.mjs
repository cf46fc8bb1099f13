// Where things of a place are.
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const consumers = fileURLToPath(new URL("..", import.meta.url));

/** An installed npm package's file or folder. */
export function installed(...path) {
  return join(consumers, "node_modules", ...path);
}

/** The version of an installed npm package. */
export function versionOf(name) {
  return JSON.parse(readFileSync(installed(name, "package.json"), "utf8")).version;
}

/** The package as it is installed from its tarball. */
export const library = installed("digitalocean-wasm");

/** The folder of the module that asks. */
export function folderOf(url) {
  return fileURLToPath(new URL(".", url));
}

/** An empty folder for what is built, out of the tree's way. */
export function emptyFolder(name) {
  const folder = join(consumers, "..", "..", "target", "consumers", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** All files below a folder, of these endings. */
export function filesIn(folder, endings = ["js", "mjs", "cjs", "wasm"]) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => endings.some((ending) => file.endsWith(`.${ending}`)))
    .map((file) => join(folder, file));
}
