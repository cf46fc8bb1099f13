// `npx digitalocean-wasm clean-up` and the GitHub action around it, against the simulator.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "digitalocean-wasm/simulator";
import { writes } from "../support/clean-up.mjs";
import { Program } from "../support/program.mjs";

const bin = fileURLToPath(new URL("node_modules/digitalocean-wasm/bin.js", import.meta.url));
const action = fileURLToPath(new URL("../../examples/github-action/clean-up.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A simulator that listens, in which time passes fast enough for a garbage collection. */
async function listening(t, options = {}) {
  const simulator = await createSimulator({ rateLimit: false, speed: 2_000, ...options });
  const server = await simulator.listen({ port: 0 });
  t.after(() => server.close());
  /** Runs a program with an environment of its own. */
  const run = async (command, env = {}) => {
    const variables = { DIGITALOCEAN_TOKEN: "dop_v1_simulator", DIGITALOCEAN_API_URL: server.url, ...env };
    const program = new Program(command, { env: { ...process.env, ...variables } });
    const code = await program.ended();
    return { code, stdout: program.stdout, stderr: program.stderr };
  };
  return { simulator, run, cleanUp: (...parameters) => run([process.execPath, bin, "clean-up", ...parameters]) };
}

test("it plans, applies, and has nothing to do then", async (t) => {
  const { simulator, cleanUp } = await listening(t);
  const rules = ["--keep-newest", "2", "--keep-tag", "v1.1"];
  const planned = await cleanUp("example", ...rules);
  assert.equal(planned.code, 2, planned.stderr);
  assert.match(planned.stdout, /^REPOSITORY .*\n/);
  assert.match(planned.stdout, /newest 2 of 2\n/);
  assert.match(planned.stdout, /tag v1\.1\n/);
  assert.match(planned.stdout, /\d+ manifests to keep, \d+ to delete; frees [\d.]+ MB to [\d.]+ MB\n$/);
  assert.deepEqual(writes(simulator), []);
  const asJson = await cleanUp("example", ...rules, "--json");
  assert.equal(asJson.code, 2);
  const plan = JSON.parse(asJson.stdout);
  assert.ok(plan.delete.length > 0);
  const applied = await cleanUp("example", ...rules, "--apply");
  assert.equal(applied.code, 0, applied.stderr);
  assert.match(
    applied.stdout,
    new RegExp(`\\n${plan.delete.length} manifests deleted, 0 tags removed; \\d+ bytes freed\\n$`),
  );
  assert.equal(writes(simulator).length, plan.delete.length + 1);
  const again = await cleanUp("example", ...rules, "--apply");
  assert.deepEqual([again.code, again.stderr], [0, ""]);
  assert.match(again.stdout, /\nnothing to do; \d+ manifests are kept\n$/);
  assert.deepEqual(JSON.parse((await cleanUp("example", ...rules, "--json")).stdout).delete, []);
});

test("what fails is 1, and says what to do", async (t) => {
  const { simulator, run, cleanUp } = await listening(t);
  const cases = [
    [[], /^say which registry to clean up\n\nCleans up a container registry/],
    [["example"], /^say what to keep: --keep-newest, --keep-younger or --keep-tag\n/],
    [["example", "--keep-newest", "0"], /^--keep-newest: must be a whole number from 1\n/],
    [["example", "--keep-younger", "soon"], /^--keep-younger: must be a time such as 7d or 12h\n/],
    [["example", "other", "--keep-newest", "1"], /^one registry at a time: example, not other\n/],
    [["example", "--keep-newest", "1", "--aply"], /^Unknown option '--aply'/],
    [["nothing", "--keep-newest", "1"], /not found/],
  ];
  for (const [parameters, message] of cases) {
    const { code, stdout, stderr } = await cleanUp(...parameters);
    assert.deepEqual([code, stdout], [1, ""], stderr);
    assert.match(stderr, message);
  }
  const wrong = await run([process.execPath, bin, "clean-up", "example", "--keep-newest", "1"], {
    DIGITALOCEAN_TOKEN: "dop_v1_secret",
  });
  assert.equal(wrong.code, 1);
  assert.ok(!wrong.stderr.includes("dop_v1_secret"));
  const help = await cleanUp("--help");
  assert.equal(help.code, 0);
  assert.match(help.stdout, /Usage: npx digitalocean-wasm clean-up REGISTRY/);
  assert.deepEqual(writes(simulator), []);
});

test("a terminal shows progress, and nothing else does", async () => {
  const { progressBar } = await import("./node_modules/digitalocean-wasm/bin/progress.js");
  const shown = (isTTY) => {
    const written = [];
    const bar = progressBar({ isTTY, write: (text) => written.push(text) });
    bar.show({ phase: "reading", done: 0, total: 0, bytes: 0 });
    bar.show({ phase: "removing", done: 6, total: 12, bytes: 2_500_000 });
    bar.show({ phase: "collecting", done: 0, total: 0, bytes: 0, collection: { status: "requested" } });
    bar.clear();
    bar.clear();
    return written;
  };
  assert.deepEqual(shown(undefined), []);
  assert.deepEqual(shown(true), [
    "\r\x1b[Kreading    ........................ 0/0",
    "\r\x1b[Kremoving   ############............ 6/12 3 MB",
    "\r\x1b[Kcollecting: requested",
    "\r\x1b[K",
  ]);
});

test("CommonJS loads it, with the classes of the library", async (t) => {
  const { run } = await listening(t);
  const program = `const { DigitalOcean, InvalidRequestError } = require("digitalocean-wasm");
    const { planCleanUp } = require("digitalocean-wasm/clean-up");
    const client = new DigitalOcean({ baseUrl: process.env.DIGITALOCEAN_API_URL });
    planCleanUp(client, "example", { keep: { newest: 1 } }).then(async ({ delete: { length } }) => {
      const error = await planCleanUp(client, "example", { keep: {} }).catch((error) => error);
      console.log(length > 0, error instanceof InvalidRequestError);
    });`;
  const { stdout, stderr } = await run([process.execPath, "--eval", program]);
  assert.equal(stdout, "true true\n", stderr);
});

test("the action writes a plan as summary, applies it, and has nothing to do then", async (t) => {
  const { simulator, run } = await listening(t);
  const files = { GITHUB_STEP_SUMMARY: join(folder, "summary.md"), GITHUB_OUTPUT: join(folder, "output") };
  const inputs = {
    REGISTRY: "example",
    KEEP_NEWEST: "2",
    KEEP_TAGS: "latest\n v1.1 \n",
    REPOSITORIES: "",
    APPLY: "false",
  };
  const act = async (env = {}) => {
    for (const file of Object.values(files)) rmSync(file, { force: true });
    const { code, stderr } = await run([process.execPath, action], { ...inputs, ...files, ...env });
    assert.equal(code, 0, stderr);
    return {
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
      output: readFileSync(files.GITHUB_OUTPUT, "utf8"),
    };
  };
  const planned = await act();
  assert.match(planned.summary, /^## Clean-up of example: a plan\n/);
  assert.match(planned.summary, /\n\| my\/repo \| .* \| not among the newest 2, no tag to keep \|\n/);
  const [, deleted] = /^deleted=(\d+)\nfreed-bytes=\d+\n$/.exec(planned.output);
  assert.ok(Number(deleted) > 0);
  assert.deepEqual(writes(simulator), []);
  const applied = await act({ APPLY: "true" });
  assert.match(applied.summary, /^## Cleaned up example\n/);
  assert.equal(writes(simulator).length, Number(deleted) + 1);
  assert.match((await act({ APPLY: "true" })).summary, /\nNothing to do\.\n/);
  const failed = await run([process.execPath, action], { ...inputs, ...files, KEEP_NEWEST: "", KEEP_TAGS: "" });
  assert.equal(failed.code, 1);
});
