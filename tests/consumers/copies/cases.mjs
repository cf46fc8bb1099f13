import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { emptyFolder, folderOf, installed, library, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";

/** A dependency with a version of the package of its own; the URL of its module. */
function dependency() {
  const folder = emptyFolder("copies");
  const copy = join(folder, "node_modules", "digitalocean-wasm");
  cpSync(library, copy, { recursive: true });
  const file = join(copy, "package.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), version: "0.0.0" }));
  const main = join(folder, "dependency.mjs");
  writeFileSync(main, 'export * as digitalocean from "digitalocean-wasm";\n');
  return pathToFileURL(main).href;
}

/** In the oldest and the newest version of Node. */
export const cases = [20, 26].map((version) => ({
  place: `Node ${version}, four copies in one program`,
  version: versionOf(`node-${version}`),
  expected: ["list", "create", "error", "abort", "brand"],
  run: (given) =>
    reportOf(installed(`node-${version}`, "bin", "node"), ["copies.mjs"], given, {
      cwd: folderOf(import.meta.url),
      env: { DEPENDENCY: dependency() },
    }),
}));
