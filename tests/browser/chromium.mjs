// Chromium for one test file.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { CHROMIUM: executablePath = "/usr/bin/chromium", CHROMIUM_FLAGS = "--no-sandbox" } = process.env;
const args = CHROMIUM_FLAGS.split(" ");

/** Starts the browser that the environment names. */
export function launch() {
  return chromium.launch({ executablePath, args });
}

/** Starts it with an extension, in a profile of its own. */
export async function launchWith(extension) {
  const profile = await mkdtemp(join(tmpdir(), "profile-"));
  const loading = ["--headless=new", `--disable-extensions-except=${extension}`, `--load-extension=${extension}`];
  return chromium.launchPersistentContext(profile, { executablePath, headless: false, args: [...args, ...loading] });
}
