// Chromium for one test file.
import { chromium } from "playwright-core";

const { CHROMIUM: executablePath = "/usr/bin/chromium", CHROMIUM_FLAGS = "--no-sandbox" } = process.env;
const args = CHROMIUM_FLAGS.split(" ");

/** Starts the browser that the environment names. */
export function launch() {
  return chromium.launch({ executablePath, args });
}
