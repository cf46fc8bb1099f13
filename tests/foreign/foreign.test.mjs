// Drives the simulator with clients that others wrote: it must take what they send, and answer what they can read.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkDriven } from "../support/driven.mjs";
import { NPX, Program } from "../support/program.mjs";
import { startSimulator, TOKEN } from "../support/simulator.mjs";
import { installAll, installNpm, installPython, pythonPath } from "./install.mjs";
import { Steps } from "./steps.mjs";

/** The least number of steps that all clients take together. */
const LEAST_STEPS = 140;

/** Steps that are refused, by client, and the reasons. */
const REFUSED = {
  dots: {
    "delete a manifest": "it encodes the colon of a digest, which the service refuses: an open bug of the client",
  },
  "dots-wrapper": {
    "create a registry": "it cannot send the subscription tier, which the description requires",
  },
  pydo: {
    "delete a manifest": "it encodes the colon of a digest, which the service refuses: an open bug of the client",
  },
};

const CLIENTS = {
  dots: { missing: installNpm(), drive: driveModule("./dots.mjs") },
  "dots-wrapper": { missing: installNpm(), drive: driveModule("./dots-wrapper.mjs") },
  pydo: { missing: installPython(), drive: drivePython },
};

// Five minutes pass in half a second; a garbage collection takes two, in which it must be met.
const SPEED = 500;

/** The two programs that serve the simulator: of this repository, and of the package. Each starts it and ends it. */
const SERVERS = {
  "the program in Rust": async (t) => {
    const simulator = await startSimulator({ speed: SPEED, rateLimit: false });
    t.after(simulator.stop);
    return { url: simulator.url };
  },
  "npx digitalocean-wasm simulator": async (t) => {
    const options = ["--port", "0", "--speed", String(SPEED), "--no-rate-limit", "--log", "--exit-with-stdin"];
    const program = new Program([...NPX, ...options]);
    t.after(() => program.endInput());
    const log = async () => {
      assert.equal(await program.endInput(), 0, program.stderr);
      return program.stdout;
    };
    return { url: await program.url(), log };
  },
};

/** The operations that each client called with success, by client. */
const driven = {};
let steps = 0;

for (const [server, start] of Object.entries(SERVERS)) {
  for (const [name, { missing, drive }] of Object.entries(CLIENTS)) {
    test(`${name} is taken at every step by ${server}`, { skip: missing }, async (t) => {
      const { url, log } = await start(t);
      const results = await drive(url);
      steps += results.length;
      const refused = results.filter(({ error }) => error !== undefined);
      const unexpected = refused.filter((step) => !(step.name in REFUSED[name]));
      assert.deepEqual(unexpected, []);
      const outdated = Object.keys(REFUSED[name]).filter((step) => !refused.some((result) => result.name === step));
      assert.deepEqual(outdated, [], "each refusal that is named still is one");
      t.diagnostic(`${results.length} steps, ${refused.length} refused`);
      if (log === undefined) return;
      const called = [...(await log()).matchAll(/^[A-Z]+ \S+ 2\d\d (\S+)$/gm)].map(([, operation]) => operation);
      driven[name] = [...new Set(called)].sort();
    });
  }
}

test("the operations that they drive are those of the record", { skip: installAll() }, () => {
  checkDriven(new URL("driven.json", import.meta.url), driven);
});

test("all clients together take enough steps", {
  skip: installAll(),
}, () => {
  assert.ok(steps >= LEAST_STEPS * Object.keys(SERVERS).length, `${steps} steps`);
});

function driveModule(path) {
  return async (url) => {
    const { drive } = await import(path);
    const runner = new Steps();
    await drive(runner, url, TOKEN);
    return runner.results;
  };
}

function drivePython(url) {
  const script = fileURLToPath(new URL("pydo_steps.py", import.meta.url));
  const { stdout, stderr, status } = spawnSync("python3", [script, url, TOKEN], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: pythonPath },
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
