// A simulator for one test file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../target/debug/digitalocean-simulator", import.meta.url));

/** A token that may do everything. */
export const TOKEN = "dop_v1_simulator";

/** Starts a simulator; `url` is where it listens, `stop` ends it. Its clock runs `speed` times as fast as ours. */
export async function startSimulator({ speed = 1, rateLimit = true } = {}) {
  const parameters = ["--speed", String(speed), "--exit-with-stdin", ...(rateLimit ? [] : ["--no-rate-limit"])];
  const child = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return {
    url: line.replace("listening on ", ""),
    stop: async () => {
      child.stdin.end();
      if (child.exitCode === null) {
        await once(child, "exit");
      }
    },
  };
}
