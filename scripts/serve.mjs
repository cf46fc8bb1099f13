// Starts the simulator and serves the dashboard, both as they are built, until a signal or the end of its parent.
//
//   node scripts/serve.mjs
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startSimulator as start, TOKEN } from "../tests/support/simulator.mjs";
import { isMain, root, say } from "./run.mjs";

/** Makes the five minutes of a cluster's creation two and a half seconds. */
const SPEED = 120;
/** Exit codes of a process that a signal ended are 128 plus its number. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
/** Milliseconds between two looks at the parent process. */
const PARENT_CHECK = 500;

/** Starts the simulator. It ends with this process, however that ends. */
export async function startSimulator() {
  const simulator = await start({ speed: SPEED });
  console.log(`the simulated API, ${SPEED} times as fast as the real one: ${simulator.url}`);
  return simulator;
}

/** Serves the dashboard for an API in this process. */
export async function serveDashboard(api) {
  process.env.VITE_API_URL = api;
  const { createServer } = await import("vite");
  const server = await createServer({ root: join(root, "www"), logLevel: "warn" });
  await server.listen();
  console.log(`  ${server.resolvedUrls.local[0]}\n  token: ${TOKEN}\n  Ctrl+C ends it`);
}

/** Builds the dashboard as static files, with the simulator in the page; resolves to their folder. */
export async function buildDashboard() {
  const { build } = await import("vite");
  const outDir = join(root, "target", "dashboard");
  await build({
    root: join(root, "www"),
    mode: "simulated",
    base: "./",
    logLevel: "warn",
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}

/**
 * Ends this process at SIGINT, SIGTERM and SIGHUP, and with it the servers. npm passes a signal on to its shell alone or
 * not at all, so a process that npm started also ends when npm or the shell has ended.
 */
export function endWithParent() {
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.once(signal, () => process.exit(128 + number));
  }
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    const npm = parentOfShell(parent);
    const isOrphan = () => process.ppid !== parent || (npm !== undefined && !isAlive(npm));
    setInterval(() => isOrphan() && process.exit(1), PARENT_CHECK).unref();
  }
}

/** The parent of a process if that is a shell, as npm starts one. */
function parentOfShell(pid) {
  const { stdout } = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const [, parent] = /^\s*(\d+)\s+\S*?\w*sh$/m.exec(stdout ?? "") ?? [];
  return parent === undefined ? undefined : Number(parent);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch ({ code }) {
    return code === "EPERM";
  }
}

if (isMain(import.meta.url)) {
  endWithParent();
  const { url } = await startSimulator();
  say("the dashboard");
  await serveDashboard(url);
}
