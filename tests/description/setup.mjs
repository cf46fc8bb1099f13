// Brings the mock server of the description tests, whose versions package-lock.json fixes.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isMain, run, say } from "../../scripts/run.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * Installs what is missing. Call it before the package under test is installed into this folder: npm would take
 * that out again.
 */
export async function setup() {
  const { dependencies } = read("package.json");
  if (Object.entries(dependencies).every(([name, version]) => installed(name) === version)) {
    return;
  }
  say("installing the mock server of the description tests");
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, quiet: true });
}

function installed(name) {
  try {
    return read(`node_modules/${name}/package.json`).version;
  } catch {
    return undefined;
  }
}

function read(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

if (isMain(import.meta.url)) {
  await setup();
}
