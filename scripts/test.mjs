// All tests: sets up what is missing, runs every suite, counts what ran, and fails if one ran less than it must.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build/build.mjs";
import { install } from "./build/pack.mjs";
import { format } from "./format.mjs";
import { budgets } from "./measure/budgets.mjs";
import { root, run, say } from "./run.mjs";
import { setup } from "./setup.mjs";
import { browser, FLAGS } from "./test/browser.mjs";
import { check } from "./test/check.mjs";
import { runConsumers } from "./test/consumers.mjs";

const inCi = Boolean(process.env.CI);
const started = Date.now();
const ran = [];
const leftOut = [];

/** Runs a suite; `count` reads from its output how many tests passed. */
async function suite(name, atLeast, execute, count) {
  say(name);
  const passed = count(await execute());
  if (passed < atLeast) {
    throw new Error(`${name}: ${passed} tests passed, at least ${atLeast} must`);
  }
  ran.push([name, passed]);
}

/** Names a suite that cannot run here. In CI nothing may be left out. */
function leaveOut(name, why) {
  if (inCi) {
    throw new Error(`${name}: ${why}`);
  }
  leftOut.push(`${name}: ${why}`);
}

const sum = (pattern) => (output) =>
  [...output.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);
const cargoPassed = sum(/^test result: ok\. (\d+) passed/gm);
const nodePassed = sum(/^# pass (\d+)/gm);

const cargoTest = (...parameters) =>
  run("cargo", ["test", "--workspace", "--features", "digitalocean-wasm/client", ...parameters], { tee: true });
const nodeTest = (folder) => () => {
  const files = readdirSync(join(root, "tests", folder)).filter((file) => file.endsWith(".test.mjs"));
  const paths = files.map((file) => join("tests", folder, file));
  return run(process.execPath, ["--test", "--test-reporter=tap", "--test-concurrency=2", ...paths], { tee: true });
};
const wasmTest = (where, env) => () =>
  run("wasm-pack", ["test", ...where, "--mode", "no-install", "--", "--test", "wasm"], { tee: true, env });

/** The client for Rust programs, against servers that are started for it. */
const clientTest = (where, env) => async () => {
  const { startFaults } = await import("../tests/support/faults.mjs");
  const { startSimulator } = await import("../tests/support/simulator.mjs");
  const simulator = await startSimulator({ rateLimit: false });
  const faults = await startFaults({ expose: true });
  const features = ["--no-default-features", "--features", "client"];
  try {
    return await run("wasm-pack", ["test", ...where, "--mode", "no-install", "--", ...features, "--test", "client"], {
      tee: true,
      env: { ...env, SIMULATOR_URL: simulator.url, FAULTS_URL: faults.url },
    });
  } finally {
    faults.stop();
    await simulator.stop();
  }
};

/** The Leptos program of the client's documentation, which must compile. */
async function checkLeptos() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const manifest = join(root, "tests", "leptos", "Cargo.toml");
  const where = ["--manifest-path", manifest, "--target-dir", target, "--target", "wasm32-unknown-unknown"];
  await run("cargo", ["check", "--quiet", "--locked", ...where]);
  return 1;
}

await setup();
const chromium = await browser();
const { options: description } = await import("../tests/description/description.mjs");
if (!description.skip) {
  const { setup: mockServer } = await import("../tests/description/setup.mjs");
  await mockServer();
}

say("formatting and linting");
await format({ check: true });

say("checking words, layout and links");
await check();
await suite("scripts", 6, nodeTest("scripts"), nodePassed);

await suite("native", 110, () => cargoTest("--quiet"), cargoPassed);

await build();
await budgets();
await run("cargo", ["build", "--quiet", "-p", "digitalocean-simulator"]);
say("installing the package from its tarball");
await install("tests/package", "tests/types", "tests/browser", "tests/description", "www");

await suite("wasm in Node", 8, wasmTest(["--node"]), cargoPassed);
await suite("client in Node", 29, clientTest(["--node"]), cargoPassed);
await suite("client in Leptos", 1, checkLeptos, Number);
await suite("types", 30, nodeTest("types"), nodePassed);
await suite("package in Node", 900, nodeTest("package"), nodePassed);
if (description.skip) {
  leaveOut("description", description.skip);
} else {
  await suite("description", 800, nodeTest("description"), nodePassed);
}

if (chromium) {
  const chrome = ["--headless", "--chrome", "--chromedriver", chromium.driver];
  await suite("wasm in Chromium", 8, wasmTest(chrome, { WASM_BINDGEN_USE_BROWSER: "1" }), cargoPassed);
  const client = clientTest(chrome, { WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_TIMEOUT: "120" });
  await suite("client in Chromium", 29, client, cargoPassed);
  process.env.CHROMIUM = chromium.program;
  process.env.CHROMIUM_FLAGS = FLAGS.join(" ");
  await suite("package in Chromium", 240, nodeTest("browser"), nodePassed);
} else {
  leaveOut(
    "wasm, client and package in Chromium",
    "there is no Chromium; `npm test -- --install-browsers` installs it",
  );
}

const places = (broken) => runConsumers({ broken });
if (chromium) {
  await suite("places", 140, () => places(false), Number);
  await suite("places, loader broken", 140, () => places(true), Number);
} else {
  leaveOut("places", "there is no Chromium");
}

const total = ran.reduce((all, [, passed]) => all + passed, 0);
say(`all tests passed in ${Math.round((Date.now() - started) / 1000)} s`);
for (const [name, passed] of ran) {
  console.log(`${name.padEnd(24)}${String(passed).padStart(6)}`);
}
for (const line of leftOut) {
  console.log(`left out: ${line}`);
}
console.log(`${total} passed, 0 failed`);
