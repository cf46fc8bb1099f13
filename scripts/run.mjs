// Running commands: shown as they start, their output shown when it matters.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The npm package that the build makes. */
export const dist = join(root, "dist");

/** Whether the module at `url` is the program that was started. */
export function isMain(url) {
  const [, program] = process.argv;
  // Node resolves links in a module's URL, but not in the path that it was started with.
  return program !== undefined && existsSync(program) && url === pathToFileURL(realpathSync(program)).href;
}

/** Says what happens next. */
export function say(text) {
  console.log(`\x1b[1m==> ${text}\x1b[0m`);
}

/**
 * Runs a command to its end.
 *
 * `capture` gives its standard output back instead of showing it; `quiet` shows output only when it fails;
 * otherwise it is shown as it comes, and with `tee` given back too.
 */
export function run(
  command,
  parameters = [],
  { cwd = root, env = {}, capture = false, quiet = false, tee = false } = {},
) {
  return new Promise((resolve, reject) => {
    const piped = capture || quiet || tee;
    // A probe that fails is an answer, not noise.
    const stderr = quiet || tee ? "pipe" : "inherit";
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", piped ? "pipe" : "inherit", stderr],
    });
    const out = [];
    const collect = (chunk, stream) => {
      out.push(chunk);
      if (tee) {
        stream.write(chunk);
      }
    };
    child.stdout?.on("data", (chunk) => collect(chunk, process.stdout));
    child.stderr?.on("data", (chunk) => collect(chunk, process.stderr));
    child.on("error", (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on("close", (code) => {
      const output = Buffer.concat(out).toString();
      if (code === 0) {
        resolve(output);
        return;
      }
      if (quiet && !capture) {
        process.stderr.write(output);
      }
      reject(new Error(`${command} ${parameters.join(" ")} ended with ${code}`));
    });
  });
}

/** Whether a command is there; its output if it runs well. */
export async function probe(command, parameters, options) {
  try {
    return await run(command, parameters, { ...options, quiet: true, capture: true });
  } catch {
    return undefined;
  }
}
