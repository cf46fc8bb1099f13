// Builds the simulator's program as it is handed out: optimized, stripped, and without the paths of this machine.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { isMain, root, run } from "../run.mjs";

/** Builds the program; resolves to its path. */
export async function buildSimulator() {
  const cargoHome = process.env.CARGO_HOME || join(homedir(), ".cargo");
  const target = process.env.CARGO_TARGET_DIR || join(root, "target");
  const remapped = [
    [cargoHome, "cargo"],
    [resolve(root), "."],
  ];
  const flags = remapped.map(([path, name]) => `--remap-path-prefix=${path}=${name}`);
  await run("cargo", ["build", "--quiet", "-p", "digitalocean-simulator", "--profile", "simulator"], {
    // Unit separators instead of spaces: a path may hold a space.
    env: { CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") },
  });
  const program = join(target, "simulator", `digitalocean-simulator${process.platform === "win32" ? ".exe" : ""}`);
  const content = readFileSync(program);
  const found = remapped.map(([path]) => path).find((path) => content.includes(path));
  if (found !== undefined) {
    throw new Error(`${program} holds the path ${found}`);
  }
  return program;
}

if (isMain(import.meta.url)) {
  console.log(await buildSimulator());
}
