// `npx digitalocean-wasm simulator`.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createSimulator } from "../simulator.js";
import { parse, UsageError } from "./arguments.js";
import { exit } from "./exit.js";

/** The exit code of a command line that makes no sense. */
export const USAGE_CODE = 2;

export const HELP = `Serves a stand-in for DigitalOcean's Container Registry and Managed Databases API.

Usage: npx digitalocean-wasm simulator [options]
       npx digitalocean-wasm clean-up --help
       npx digitalocean-wasm connect --help

  --port N           the port (default: 8080; 0 for any free one)
  --host NAME        the address to listen on (default: 127.0.0.1)
  --seed NAME        the state to begin with: example, empty, several, small-team or large (default: example)
  --speed N          simulated time runs N times as fast as real time (default: 1)
  --state FILE       begins with the state in this file, if it exists, and keeps the state in it;
                     the file holds passwords, so only its owner may read it
  --no-rate-limit    takes any number of requests
  --log              prints a line for each request
  --exit-with-stdin  ends when standard input does; npx does not hand on signals
  --help             shows this`;

const SEEDS = ["example", "empty", "several", "small-team", "large"];

/** Real milliseconds after which requests are printed, and changes saved. */
const INTERVAL = 200;

/** The error as it is printed. */
export const explain = ({ message }) => message;

/** Runs the program; resolves to its exit code, or to undefined while it serves. */
export async function main() {
  const { isHelp, port, host, seed, speed, file, ...others } = options();
  if (isHelp) {
    console.log(HELP);
    return 0;
  }
  const saved = file === undefined ? undefined : read(file);
  // Time goes on from where it was: a simulator that ran fast is ahead of the clock on the wall.
  const now = Math.max(Date.now(), saved?.now ?? 0);
  const simulator = await createSimulator({ seed: saved ?? seed, now, speed, rateLimit: others.rateLimit }).catch(
    (error) => {
      throw saved ? new Error(`${file}: not a state of the simulator: ${error.message}`) : error;
    },
  );
  const save = () => file !== undefined && write(file, simulator.state());
  const server = await simulator.listen({ port, host }).catch((error) => {
    throw new Error(`cannot listen on ${host}, port ${port}: ${reason(error)}`);
  });
  save();
  console.log(`listening on ${server.url}
tokens: dop_v1_simulator, dop_v1_simulator_read (read only), dop_v1_simulator_several (two registries),
  dop_v1_simulator_empty (an empty account)
try: curl -H "authorization: Bearer dop_v1_simulator" ${server.url}/v2/databases`);
  watch(simulator, save, others);
  return undefined;
}

/** The options of the command line. Throws a `UsageError` that names the one that is wrong. */
function options() {
  const text = (value) => ({ type: "string", default: value });
  const flag = { type: "boolean", default: false };
  const { values, positionals } = parse({
    port: text("8080"),
    host: text("127.0.0.1"),
    seed: text("example"),
    speed: text("1"),
    state: { type: "string" },
    "no-rate-limit": flag,
    log: flag,
    "exit-with-stdin": flag,
    help: flag,
  });
  const { help: isHelp, host, seed, state: file, log } = values;
  if (!isHelp && positionals.join(" ") !== "simulator") {
    throw new UsageError(
      positionals.length === 0
        ? "say what to run: simulator, clean-up or connect"
        : `there is no ${positionals.join(" ")}, only simulator, clean-up and connect`,
    );
  }
  const [port, speed] = [Number(values.port), Number(values.speed)];
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError("--port: must be a whole number from 0 to 65535");
  }
  if (!(speed >= 0 && speed <= 1_000_000)) throw new UsageError("--speed: must be a number from 0 to 1000000");
  if (!SEEDS.includes(seed)) throw new UsageError(`--seed: must be one of ${SEEDS.join(", ")}`);
  const flags = { rateLimit: !values["no-rate-limit"], log, endsWithInput: values["exit-with-stdin"] };
  return { isHelp, port, host, seed, speed, file, ...flags };
}

/** The state in a file; undefined if the file does not exist. */
function read(file) {
  try {
    const state = JSON.parse(readFileSync(file, "utf8"));
    if (typeof state === "object" && state !== null) return state;
    throw new Error("must be an object");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw new Error(`${file}: not a state of the simulator: ${error.message}`);
  }
}

/** Writes a state in one step, so that the file is never half written, for its owner only: it holds passwords. */
function write(file, state) {
  const next = `${file}.new`;
  try {
    rmSync(next, { force: true });
    writeFileSync(next, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    renameSync(next, file);
  } catch (error) {
    throw new Error(`${file}: cannot keep the state: ${error.message}`);
  }
}

function reason(error) {
  return error.code === "EADDRINUSE" ? "another program has it; --port 0 takes any free one" : error.message;
}

/** Prints the requests, and forgets them; saves the state after changes, and at the end. */
function watch(simulator, save, { log, endsWithInput }) {
  const takeRequests = () => {
    const requests = simulator.requests.all;
    simulator.requests.clear();
    if (log) {
      for (const { method, path, status, operation } of requests) {
        console.log(`${method} ${path} ${status ?? "lost"} ${operation ?? "unknown"}`);
      }
    }
    return requests.some(({ method }) => method !== "GET");
  };
  // A reader of the output that goes away does not end the server.
  process.stdout.on("error", () => undefined);
  setInterval(() => takeRequests() && attempt(save), INTERVAL);
  const end = () => {
    takeRequests();
    exit(attempt(save) ? 0 : 1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);
  if (endsWithInput) process.stdin.on("end", end).on("error", end).resume();
}

/** Does something; prints its error, if it fails. A full disk ends no server. */
function attempt(action) {
  try {
    action();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}
