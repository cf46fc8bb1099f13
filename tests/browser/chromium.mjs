// Chromium for one test file.
import { chromium } from "playwright-core";

/** Starts the browser that the environment names. */
export function launch() {
  const { CHROMIUM = "/usr/bin/chromium", CHROMIUM_FLAGS = "--no-sandbox" } = process.env;
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS.split(" ") });
}
