import { join } from "node:path";
import { open, refuse, shipped } from "../support/bundled.mjs";
import { emptyFolder, folderOf, installed, versionOf } from "../support/paths.mjs";
import { program } from "../support/program.mjs";

const here = folderOf(import.meta.url);
const parcel = installed("parcel", "lib", "bin.js");

/** Builds as `parcel build index.html` does. */
function built(place, name, cwd) {
  let folder;
  return {
    place,
    version: versionOf("parcel"),
    build: async () => {
      folder = emptyFolder(name);
      const folders = ["--dist-dir", folder, "--cache-dir", emptyFolder(`${name}-cache`)];
      const command = [process.execPath, parcel, "build", "index.html", ...folders, "--log-level", "warn"];
      // It warns on the stream for errors.
      const said = await program("sh", ["-c", '"$@" 2>&1', "sh", ...command], { cwd });
      refuse(said.trim() ? [said.trim()] : []);
      return shipped(folder);
    },
    run: (given) => open(folder, given),
  };
}

export const cases = [
  built("Parcel", "parcel", here),
  built("Parcel, with a .wasm file", "parcel-slim", join(here, "slim")),
];
