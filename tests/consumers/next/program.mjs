// The program `next`: builds, and serves what is built or what is being written.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { folderOf, installed } from "../support/paths.mjs";

const next = installed("next", "dist", "bin", "next");

function start(folder, parameters, env = {}) {
  const child = spawn(process.execPath, [next, ...parameters], {
    cwd: folderOf(import.meta.url),
    env: { ...process.env, NEXT_FOLDER: folder, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running = { child, ended: once(child, "close"), said: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      running.said += text;
    });
  }
  return running;
}

/** The end of what a program said. */
const last = (said) => said.trim().split("\n").slice(-20).join("\n");

/** Runs `next build`, which must end well and have nothing to say about the package. */
export async function build(folder, parameters) {
  const running = start(folder, ["build", ...parameters]);
  const [code] = await running.ended;
  if (code !== 0) {
    throw new Error(`next build ended with ${code}:\n${last(running.said)}`);
  }
  if (/node_modules\/digitalocean-wasm|with warnings|\d warning/i.test(running.said)) {
    throw new Error(`next build warns:\n${running.said.trim()}`);
  }
}

/** Runs `next start` or `next dev` until `stop()`; `said()` is the end of what it said. */
export async function serve(folder, parameters, env) {
  const running = start(folder, [...parameters, "--port", "0", "--hostname", "127.0.0.1"], env);
  const { child, ended } = running;
  const url = await new Promise((resolve, reject) => {
    child.stdout.on("data", () => {
      const [, address] = running.said.match(/Local: +(\S+)\n.*Ready in/s) ?? [];
      if (address) {
        resolve(address);
      }
    });
    ended.then(
      ([code]) => reject(new Error(`next ${parameters[0]} ended with ${code}:\n${last(running.said)}`)),
      reject,
    );
  });
  return {
    url,
    said: () => last(running.said),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
