// Programs of a place, run to their end.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Runs a program, which must end well within `timeout` milliseconds; its output. */
export async function program(command, parameters, { cwd, env = {}, timeout = 180_000 } = {}) {
  const child = spawn(command, parameters, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout,
  });
  const ended = new Promise((resolve, reject) => {
    child.on("exit", (code, signal) => resolve(code ?? signal));
    child.on("error", reject);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) {
    const how = child.killed ? `did not end within ${timeout / 1000} s` : `ended with ${code}`;
    throw new Error(`${command} ${parameters.join(" ")} ${how}:\n${said(`${stdout}\n${stderr}`)}`);
  }
  return stdout;
}

/** How an output begins and ends: the reason is at the one or the other. */
function said(output) {
  const lines = output.trim().split("\n");
  return lines.length > 40 ? [...lines.slice(0, 20), "…", ...lines.slice(-20)].join("\n") : lines.join("\n");
}

/** Runs a program whose last line is its report. The calls to make are in its environment. */
export async function reportOf(command, parameters, { api, token, name }, options = {}) {
  const env = { API_URL: api, DIGITALOCEAN_TOKEN: token, CLUSTER_NAME: name, ...options.env };
  const output = await program(command, parameters, { ...options, env });
  return JSON.parse(output.trim().split("\n").at(-1));
}
