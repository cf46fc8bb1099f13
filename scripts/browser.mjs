// The browser that tests drive: one that is there, or Debian's Chromium when asked to install it.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, say } from "./run.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Flags for a browser that talks to nobody but the tests. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium and its driver; `undefined` where there is none. In CI, or with `--install-browsers`, they are installed. */
export async function browser() {
  const mayInstall = Boolean(process.env.CI) || process.argv.includes("--install-browsers");
  if (!find() && mayInstall) {
    say("installing Chromium");
    await run("apt-get", ["update"], { quiet: true });
    await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"], {
      quiet: true,
    });
  }
  return find();
}

function find() {
  const program = onPath(NAMES);
  const driver = onPath(["chromedriver"]);
  return program && driver ? { program, driver } : undefined;
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}
