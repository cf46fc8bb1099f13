// The servers of `npm start`, ended in each way that a process can be ended from outside.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const serve = fileURLToPath(new URL("../../scripts/serve.mjs", import.meta.url));
/** Milliseconds that the servers have to start, and to end. */
const TIMEOUT = 60_000;

let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-"));
  const manifest = { name: "serve", private: true, scripts: { start: `"${process.execPath}" "${serve}"` } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
});

after(() => rm(folder, { recursive: true }));

/** Process ids of all descendants of a process. */
function descendants(pid) {
  const table = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent) => rows.filter(([, ppid]) => ppid === parent).map(([child]) => child);
  const all = (parent) => childrenOf(parent).flatMap((child) => [child, ...all(child)]);
  return all(pid);
}

function isRunning(pid) {
  try {
    // A zombie only waits for its parent to read its exit code.
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}

/** Starts a command; its process ids and the URLs of its two servers, once both listen. */
async function start(command, parameters) {
  const child = spawn(command, parameters, { cwd: folder, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const urls = [];
  for await (const line of createInterface({ input: child.stdout, signal: AbortSignal.timeout(TIMEOUT) })) {
    urls.push(...(line.match(/http:\/\/[^\s/]+/g) ?? []));
    if (urls.length === 2) {
      break;
    }
  }
  child.stdout.resume();
  return { pid: child.pid, pids: [child.pid, ...descendants(child.pid)], urls };
}

/** Ends a command by `end`, and checks that none of its processes is left and neither server listens. */
async function check([command, ...parameters], end) {
  const started = await start(command, parameters);
  const { pids, urls } = started;
  try {
    assert.equal(urls.length, 2, "both servers listen");
    for (const url of urls) {
      await fetch(url);
    }
    assert.ok(pids.length >= 2, "the simulator is a child");
    end(started);
    const deadline = Date.now() + TIMEOUT;
    while (pids.some(isRunning) && Date.now() < deadline) {
      await sleep(100);
    }
    assert.deepEqual(pids.filter(isRunning), [], "no process is left");
    for (const url of urls) {
      await assert.rejects(fetch(url), `${url} is closed`);
    }
  } finally {
    for (const pid of pids.filter(isRunning)) {
      process.kill(pid, "SIGKILL");
    }
  }
}

describe("the servers of npm start", { skip: process.platform === "win32" && "Windows has no signals" }, () => {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
    test(`end with node at ${signal}`, () => check([process.execPath, serve], ({ pid }) => process.kill(pid, signal)));
  }
  // npm's shell ignores a SIGINT that only npm gets, and npm waits for the shell.
  for (const signal of ["SIGTERM", "SIGHUP", "SIGKILL"]) {
    test(`end with npm at ${signal}`, () => check(["npm", "start"], ({ pid }) => process.kill(pid, signal)));
  }
  // A terminal that is closed, or Ctrl+C in it, signals the whole process group.
  for (const signal of ["SIGHUP", "SIGINT"]) {
    test(`end with their terminal at ${signal}`, () =>
      check(["npm", "start"], ({ pid }) => process.kill(-pid, signal)));
  }
});
