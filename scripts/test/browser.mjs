// The browsers that tests drive: those that are there, or Debian's when asked to install them.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, say } from "../run.mjs";

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

const PACKAGES = ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb", "xauth"];

/**
 * Chromium and its driver; `undefined` where there is none. In CI, or with `--install-browsers`, they are installed, with
 * Firefox and WebKitGTK.
 */
export async function browser() {
  const mayInstall = Boolean(process.env.CI) || process.argv.includes("--install-browsers");
  const isThere = find() && ["firefox-esr", "WebKitWebDriver", "xvfb-run"].every((name) => onPath([name]));
  if (!isThere && mayInstall) {
    say("installing browsers");
    await run("apt-get", ["update"], { quiet: true });
    await run("apt-get", ["install", "--yes", "--no-install-recommends", ...PACKAGES], { quiet: true });
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
