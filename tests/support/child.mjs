// A separate Node process, for changes that a test must not make to its own.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/**
 * Runs `source`, an ES module, in `folder`, which is where it imports from. Resolves to its exit code and output once
 * it has ended by itself; when it does not, it is ended and the code is null.
 */
export async function runModule(source, folder, env = {}) {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 120_000,
  });
  const ended = new Promise((resolve, reject) => {
    child.on("exit", resolve);
    child.on("error", reject);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
