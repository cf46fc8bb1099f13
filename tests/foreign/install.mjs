// The foreign clients, installed once: those of npm next to this file, those of PyPI under target/.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The folder for `PYTHONPATH`. */
export const pythonPath = fileURLToPath(new URL("../../target/foreign/python", import.meta.url));

/** Installs the clients of npm; returns the reason when they cannot be had. */
export function installNpm() {
  return installed(join(here, "node_modules"), join(here, "package-lock.json"), "npm", [
    "ci",
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
  ]);
}

/** Installs the clients of PyPI; returns the reason when they cannot be had. */
export function installPython() {
  const requirements = join(here, "requirements.txt");
  const parameters = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"];
  return installed(pythonPath, requirements, "python3", [
    ...parameters,
    "--target",
    pythonPath,
    "--requirement",
    requirements,
  ]);
}

/** Installs all clients; returns the reason when one cannot be had. */
export function installAll() {
  return installNpm() ?? installPython();
}

/** Runs an installer unless the folder was made from the same list; returns the reason of a failure. In CI it throws. */
function installed(folder, list, command, parameters) {
  const stamp = join(folder, ".installed");
  const hash = createHash("sha256").update(readFileSync(list)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
    return undefined;
  }
  const { status, stderr, error } = spawnSync(command, parameters, { cwd: here, encoding: "utf8", timeout: 300_000 });
  if (status !== 0) {
    const reason = `${command} could not install them: ${error?.message ?? stderr.trim().split("\n").at(-1)}`;
    if (process.env.CI) {
      throw new Error(reason);
    }
    return reason;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, hash);
  return undefined;
}
