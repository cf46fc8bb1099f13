// Brings what the build needs and is missing: the wasm target, wasm-pack, the wasm-bindgen CLI, npm packages.
// Tools go to the user's cache, a folder per version, and are shared by all checkouts.
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { probe, root, run, say } from "./run.mjs";

const WASM_PACK = "0.15.1";

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "digitalocean-wasm");

/** Sets up, and puts the tools on this process's PATH. Without `rust`, only what comes from npm. */
export async function setup({ rust = true } = {}) {
  await npmPackages();
  // npm's wasm-opt comes first: what systems ship under that name may be too old and write broken modules.
  prepend(join(root, "node_modules", ".bin"));
  if (!rust) {
    return;
  }
  await wasmTarget();
  await tool("wasm-pack", "wasm-pack", WASM_PACK, ["--locked"]);
  // The CLI and the crate must be of one version. With --locked it does not build.
  await tool("wasm-bindgen", "wasm-bindgen-cli", lockedVersion("wasm-bindgen"), ["--no-default-features"]);
}

/** The version of a crate in Cargo.lock. */
export function lockedVersion(crate) {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const found = new RegExp(`name = "${crate}"\nversion = "([^"]+)"`).exec(lock);
  if (!found) {
    throw new Error(`Cargo.lock does not name ${crate}`);
  }
  return found[1];
}

async function npmPackages() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) {
    return;
  }
  say("installing npm packages");
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
}

async function wasmTarget() {
  const target = "wasm32-unknown-unknown";
  const rustup = await probe("rustup", ["target", "list", "--installed"]);
  if (rustup === undefined) {
    throw new Error("rustup was not found; install Rust from https://rustup.rs, then run this again");
  }
  if (!rustup.split("\n").includes(target)) {
    say(`adding the Rust target ${target}`);
    await run("rustup", ["target", "add", target]);
  }
}

async function tool(command, crate, version, flags) {
  const folder = join(cache, `${crate}-${version}`);
  const is = async (path) => (await probe(path, ["--version"]))?.trim().split(" ")[1] === version;
  if (await is(command)) {
    return;
  }
  if (!(await is(join(folder, "bin", command)))) {
    say(`installing ${crate} ${version}, once; this takes a minute or two`);
    await run("cargo", ["install", crate, "--version", version, "--debug", "--root", folder, ...flags], {
      env: { CARGO_TARGET_DIR: join(cache, "build") },
    });
  }
  prepend(join(folder, "bin"));
}

function prepend(folder) {
  process.env.PATH = `${folder}${delimiter}${process.env.PATH}`;
}
