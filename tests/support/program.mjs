// A program that runs beside a test: the simulator, as it is started from a command line.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The folder into which the package is installed from its tarball. */
const installed = fileURLToPath(new URL("../package/", import.meta.url));

/** Milliseconds within which a program must have begun to listen, or ended. */
const PATIENCE = 120_000;

/** The command of the package's program, as a user types it, and as `npx` finds it. */
export const NPX = ["npx", "--no-install", "digitalocean-wasm", "simulator"];
export const BIN = [
  fileURLToPath(new URL("node_modules/.bin/digitalocean-wasm", new URL("../package/", import.meta.url))),
  "simulator",
];

/** A program that is running. */
export class Program {
  /** Its output until now. */
  stdout = "";
  stderr = "";
  #child;
  #ended;

  /** Starts a command. `exit-with-stdin` is up to the caller. */
  constructor([command, ...parameters], { cwd = installed, env = process.env } = {}) {
    this.#child = spawn(command, parameters, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    this.#child.stdout.setEncoding("utf8").on("data", (text) => {
      this.stdout += text;
    });
    this.#child.stderr.setEncoding("utf8").on("data", (text) => {
      this.stderr += text;
    });
    this.#ended = once(this.#child, "close").then(([code]) => code);
  }

  /** Resolves to the address at which it listens. */
  async url() {
    const pattern = /^listening on (http:\S+)$/m;
    await this.until(() => pattern.test(this.stdout));
    return pattern.exec(this.stdout)[1];
  }

  /** Waits until something holds. Rejects with the output if the program ends, or takes too long. */
  async until(holds) {
    let code;
    this.#ended.then((ended) => {
      code = ended;
    });
    for (const end = Date.now() + PATIENCE; !holds(); await sleep(5)) {
      if (code !== undefined || Date.now() > end) {
        throw new Error(`the program ended with ${code}, or is too slow:\n${this.stdout}\n${this.stderr}`);
      }
    }
  }

  /** Resolves to the exit code, once it ends by itself. */
  ended() {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE);
    return this.#ended.finally(() => clearTimeout(timer));
  }

  /** Sends a signal, and waits for the end. */
  signal(name) {
    this.#child.kill(name);
    return this.ended();
  }

  /** Ends its standard input, and waits for the end. */
  endInput() {
    this.#child.stdin.end();
    return this.ended();
  }

  /** Reads no more of its standard output until `resumeOutput`, as a slow reader does. */
  pauseOutput() {
    this.#child.stdout.pause();
  }

  resumeOutput() {
    this.#child.stdout.resume();
  }

  /** Closes its standard output, as a reader does that has read enough. */
  closeOutput() {
    this.#child.stdout.destroy();
  }

  /** Ends it, whatever it does. */
  stop() {
    return this.signal("SIGKILL");
  }
}

/** Runs a command that ends by itself; resolves to its exit code and output. */
export async function runProgram(command) {
  const program = new Program(command);
  const code = await program.ended();
  return { code, stdout: program.stdout, stderr: program.stderr };
}
