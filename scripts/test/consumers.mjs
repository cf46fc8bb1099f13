// The package in every place where it must run: installs it from its tarball among the consumers, the projects of
// tests/consumers, runs the cases of each and prints a table.
//
//   npm run test:consumers -- [names of consumers] [--broken] [--write] [--install-browsers]
//
// With --broken the loader is broken on purpose, and every place must fail. With --write the table is written where the documents have it.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "../build/build.mjs";
import { pack } from "../build/pack.mjs";
import { isWritten, writePlaces } from "../docs/places.mjs";
import { isMain, root, run, say } from "../run.mjs";
import { setup } from "../setup.mjs";
import { browser } from "./browser.mjs";

const consumers = join(root, "tests", "consumers");
const inCi = Boolean(process.env.CI);

/** Runs the places; returns how many passed and how many cannot be had here. Throws when one failed. */
export async function runConsumers({ only = [], broken = false, write = false } = {}) {
  await installTools();
  await installPackage(broken);
  const { runPlaces } = await import("../../tests/consumers/run.mjs");
  const rows = await runPlaces({ only, again: !broken });
  if (broken) {
    await installPackage(false);
  }

  const missing = rows.filter((row) => row.missing);
  const there = rows.filter((row) => !row.missing);
  const wrong = there.filter(({ ran }) => ran === broken);
  for (const row of missing) {
    console.log(`cannot be had on this machine: ${row.place}: ${row.missing}`);
  }
  for (const row of rows.filter(({ again }) => again)) {
    console.log(`run twice: ${row.place}; at first: ${row.again}`);
  }
  if (wrong.length > 0) {
    const how = broken ? "worked with a broken loader" : "failed";
    throw new Error(`${wrong.length} of ${there.length} places ${how}: ${wrong.map(({ place }) => place).join("; ")}`);
  }
  if (inCi && missing.length > 0) {
    throw new Error(`${missing.length} places could not be had`);
  }
  if (only.length === 0 && !broken && missing.length === 0) {
    if (write) {
      writePlaces(rows);
    } else if (!isWritten(rows)) {
      throw new Error(
        "docs/places.md has other places or sizes than this run: `npm run test:consumers -- --write` writes them",
      );
    }
  }
  console.log(
    `${there.length} places ${broken ? "failed with the broken loader" : "passed"}, ${missing.length} missing`,
  );
  return { passed: there.length, missing: missing.length };
}

async function installTools() {
  const there = join(consumers, "node_modules", ".package-lock.json");
  const lock = join(consumers, "package-lock.json");
  if (!existsSync(there) || statSync(there).mtimeMs < statSync(lock).mtimeMs) {
    say("installing bundlers and runtimes, once; this takes a minute or two");
    await run("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], {
      cwd: consumers,
      quiet: true,
    });
  }
}

/** Unpacks the tarball where all projects find it. npm would have to look at two gigabytes of tools to do the same. */
async function installPackage(broken) {
  const folder = join(root, "target", "package", "consumers");
  const tarball = await pack(folder);
  await run("tar", ["-xzf", tarball, "-C", folder]);
  const unpacked = join(folder, "package");
  if (broken) {
    breakLoader(unpacked);
  }
  const installed = join(consumers, "node_modules", "digitalocean-wasm");
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(join(consumers, "node_modules"), { recursive: true });
  renameSync(unpacked, installed);
}

/** Spoils the WebAssembly: inside the modules, so that it cannot be unpacked, and in the file of its own. */
function breakLoader(folder) {
  for (const name of ["index.js", "index.cjs"]) {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8");
    const broken = text.replace(/[A-Za-z0-9+/]{10000,}/, (base64) => {
      const middle = base64.length >> 1;
      return `${base64.slice(0, middle)}${"A".repeat(64)}${base64.slice(middle + 64)}`;
    });
    if (broken === text) {
      throw new Error(`there is nothing to break in ${name}`);
    }
    writeFileSync(file, broken);
  }
  const file = join(folder, "digitalocean.wasm");
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 8));
}

if (isMain(import.meta.url)) {
  const given = process.argv.slice(2);
  const only = given.filter((word) => !word.startsWith("--"));
  await setup();
  await browser();
  await build();
  await run("cargo", ["build", "--quiet", "-p", "digitalocean-simulator"]);
  await runConsumers({ only, broken: given.includes("--broken"), write: given.includes("--write") });
  process.exit(0);
}
