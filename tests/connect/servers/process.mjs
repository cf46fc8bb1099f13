// Servers that a test starts for itself, on a free port of the loopback interface.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE = 60_000;
const isRoot = process.getuid?.() === 0;

/** A port that is free now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A folder for a server, with a copy of its certificate, that belongs to `user` where the tests run as root. */
export function serverFolder(user, { caFile, certFile, keyFile }) {
  const folder = mkdtempSync(join(tmpdir(), `digitalocean-wasm-${user}-`));
  const ids = isRoot ? [Number(id("-u", user)), Number(id("-g", user))] : undefined;
  const own = (path, mode) => {
    chmodSync(path, mode);
    if (ids) chownSync(path, ...ids);
    return path;
  };
  own(folder, 0o755);
  const path = (name) => join(folder, name);
  const copies = { "ca.crt": caFile, "server.crt": certFile, "server.key": keyFile };
  for (const [name, from] of Object.entries(copies)) {
    copyFileSync(from, path(name));
    own(path(name), 0o600);
  }
  mkdirSync(path("data"));
  own(path("data"), 0o700);
  return { path, own: (name, mode = 0o600) => own(path(name), mode), remove: () => rmSync(folder, REMOVE) };
}

const REMOVE = { recursive: true, force: true };
const id = (flag, user) => spawnSync("id", [flag, user], { encoding: "utf8" }).stdout.trim();

/** A command as `user`, where the tests run as root: several servers refuse that. */
const as = (user, command) =>
  isRoot ? ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups", ...command] : command;

/** Runs a command to its end. */
export function runAs(user, command) {
  const [program, ...parameters] = as(user, command);
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: "utf8", cwd: "/" });
  if (status !== 0) throw new Error(`${command[0]}: ${error?.message ?? `${stdout}${stderr}`}`);
}

/** Starts a server; resolves to a function that ends it, once it accepts connections. */
export async function startAs(user, command, port, stopSignal = "SIGTERM") {
  const [program, ...parameters] = as(user, command);
  const child = spawn(program, parameters, { stdio: ["ignore", "pipe", "pipe"], cwd: "/" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const ended = new Promise((resolve) => child.on("close", resolve).on("error", resolve));
  const deadline = Date.now() + PATIENCE;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`${command[0]} does not listen:\n${output}`);
    }
    await sleep(50);
  }
  return async () => {
    child.kill(stopSignal);
    await ended;
  };
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true) || socket.destroy()).on("error", () => resolve(false));
  });
