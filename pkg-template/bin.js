#!/usr/bin/env node
// The program of the package: `npx digitalocean-wasm simulator`.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createSimulator } from "./simulator.js";

const HELP = `Serves a stand-in for DigitalOcean's Container Registry and Managed Databases API.

Usage: npx digitalocean-wasm simulator [options]

  --port N       the port (default: 8080; 0 for any free one)
  --host NAME    the address to listen on (default: 127.0.0.1)
  --seed NAME    the state to begin with: example, empty, several, small-team or large (default: example)
  --speed N      simulated time runs N times as fast as real time (default: 1)
  --state FILE   begins with the state in this file, if it exists, and keeps the state in it
  --no-rate-limit  takes any number of requests
  --log          prints a line for each request
  --help         shows this
`;

/** Real milliseconds after a change until the state is written. */
const SAVE_DELAY = 200;

/** Runs the program; resolves to its exit code, or to undefined while it serves. */
async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
      seed: { type: "string", default: "example" },
      speed: { type: "string", default: "1" },
      state: { type: "string" },
      "no-rate-limit": { type: "boolean", default: false },
      log: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || positionals.length !== 1 || positionals[0] !== "simulator") {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const { state: file } = values;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError("--port: must be from 0 to 65535");
  const simulator = await createSimulator({
    seed: file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : values.seed,
    now: Date.now(),
    speed: Number(values.speed),
    rateLimit: !values["no-rate-limit"],
  });
  const save = file ? keep(simulator, file) : undefined;
  const server = await simulator.listen({ port, host: values.host });
  console.log(`listening on ${server.url}
tokens: dop_v1_simulator, dop_v1_simulator_read (read only), dop_v1_simulator_several (two registries),
  dop_v1_simulator_empty (an empty account)
try: curl -H "authorization: Bearer dop_v1_simulator" ${server.url}/v2/databases`);
  watch(simulator, values.log, save);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      save?.();
      process.exit(0);
    });
  }
  return undefined;
}

/** Returns a function that writes the state, in one step, so that the file is never half written. */
function keep(simulator, file) {
  return () => {
    writeFileSync(`${file}.new`, `${JSON.stringify(simulator.state(), null, 2)}\n`);
    renameSync(`${file}.new`, file);
  };
}

/** Prints the requests, and forgets them; saves the state after changes. */
function watch(simulator, log, save) {
  setInterval(() => {
    const requests = simulator.requests.all;
    if (requests.length === 0) return;
    simulator.requests.clear();
    if (log) {
      for (const { method, path, status, operation } of requests) {
        console.log(`${method} ${path} ${status ?? "lost"} ${operation ?? ""}`);
      }
    }
    if (requests.some(({ method }) => method !== "GET")) save?.();
  }, SAVE_DELAY);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
  },
);
