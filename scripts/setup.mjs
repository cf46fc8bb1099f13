// Installs missing tools of the build: the wasm target, wasm-pack, the wasm-bindgen CLI, npm packages.
// Tools go to the user's cache, a folder per version, and are shared by all checkouts. A command that is given runs with
// them:
//
//   node scripts/setup.mjs wasm-pack test --node --mode no-install -- --test wasm
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { isMain, probe, root, run, say } from "./run.mjs";

const WASM_PACK = "0.15.1";

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "digitalocean-wasm");

/** Sets up, and puts the tools on this process's PATH. Without `rust`, only what comes from npm. */
export async function setup({ rust = true } = {}) {
  checkNode();
  await npmPackages();
  // npm's wasm-opt comes first: what systems ship under that name may be too old and write broken modules.
  prepend(join(root, "node_modules", ".bin"));
  if (!rust) {
    return;
  }
  await rustToolchain();
  await tool("wasm-pack", "wasm-pack", WASM_PACK, ["--locked"]);
  // The CLI and the crate must be of one version. With --locked it does not build.
  await tool("wasm-bindgen", "wasm-bindgen-cli", lockedVersion("wasm-bindgen"), ["--no-default-features"]);
}

/** Warns of a Node that some tool of the project does not run in. */
function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const isEnough = engines.node.split(" || ").some((range) => {
    const [, sign, version] = /^(\^|>=)([\d.]+)$/.exec(range);
    const isSameMajor = version.split(".")[0] === process.versions.node.split(".")[0];
    return !isOlder(process.versions.node, version) && (sign === ">=" || isSameMajor);
  });
  if (!isEnough) {
    console.warn(`warning: Node ${process.versions.node} is not ${engines.node}, which package.json asks for`);
  }
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

/** Warns of an old compiler, and adds the wasm target where it is missing. */
async function rustToolchain() {
  const version = await probe("rustc", ["--version"]);
  if (version === undefined) {
    throw new Error("rustc was not found; install Rust from https://rustup.rs, then run this again");
  }
  const [, present] = /^rustc ([\d.]+)/.exec(version);
  const [, required] = /^rust-version = "([\d.]+)"/m.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  if (isOlder(present, required)) {
    console.warn(
      `warning: rustc ${present} is older than ${required}, which Cargo.toml requires; run \`rustup update\``,
    );
  }
  const target = "wasm32-unknown-unknown";
  // Without rustup, too, a distribution's package may have brought the target.
  const library = await probe("rustc", ["--print", "target-libdir", "--target", target]);
  if (library === undefined || !existsSync(library.trim())) {
    say(`adding the Rust target ${target}`);
    await run("rustup", ["target", "add", target]);
  }
}

/** Whether a version comes before another. Missing parts are zeros. */
export function isOlder(version, than) {
  const [a, b] = [version, than].map((text) => text.split(".").map(Number));
  const index = [0, 1, 2].find((part) => (a[part] ?? 0) !== (b[part] ?? 0));
  return index !== undefined && (a[index] ?? 0) < (b[index] ?? 0);
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

if (isMain(import.meta.url)) {
  const [, , command, ...parameters] = process.argv;
  await setup();
  if (command !== undefined) {
    await run(command, parameters);
  }
}
