// All tests: sets up what is missing, runs every suite, counts what ran, and fails if one ran less than it must.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { installAll } from "../tests/foreign/install.mjs";
import { browser, FLAGS } from "./browser.mjs";
import { budgets } from "./budgets.mjs";
import { build } from "./build.mjs";
import { runConsumers } from "./consumers.mjs";
import { format } from "./format.mjs";
import { install } from "./pack.mjs";
import { root, run, say } from "./run.mjs";
import { setup } from "./setup.mjs";

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

const cargoTest = (...parameters) => run("cargo", ["test", "--workspace", ...parameters], { tee: true });
const nodeTest = (folder) => () => {
  const files = readdirSync(join(root, "tests", folder)).filter((file) => file.endsWith(".test.mjs"));
  const paths = files.map((file) => join("tests", folder, file));
  return run(process.execPath, ["--test", "--test-reporter=tap", "--test-concurrency=2", ...paths], { tee: true });
};
const wasmTest = (where, env) => () =>
  run("wasm-pack", ["test", ...where, "--mode", "no-install", "--", "--test", "wasm"], { tee: true, env });

await setup();
const chromium = await browser();
const { options: description } = await import("../tests/description/description.mjs");
if (!description.skip) {
  const { setup: mockServer } = await import("../tests/description/setup.mjs");
  await mockServer();
}

say("formatting and linting");
await format({ check: true });

await suite("native", 110, () => cargoTest("--quiet"), cargoPassed);

await build();
await budgets();
await run("cargo", ["build", "--quiet", "-p", "digitalocean-simulator"]);
say("installing the package from its tarball");
await install("tests/package", "tests/types", "tests/browser", "tests/description", "www");

await suite("wasm in Node", 8, wasmTest(["--node"]), cargoPassed);
await suite("types", 30, nodeTest("types"), nodePassed);
await suite("package in Node", 900, nodeTest("package"), nodePassed);
if (description.skip) {
  leaveOut("description", description.skip);
} else {
  await suite("description", 800, nodeTest("description"), nodePassed);
}

const withoutForeign = installAll();
if (withoutForeign) {
  leaveOut("foreign clients", withoutForeign);
} else {
  await suite("foreign clients", 4, nodeTest("foreign"), nodePassed);
}

if (chromium) {
  const chrome = ["--headless", "--chrome", "--chromedriver", chromium.driver];
  await suite("wasm in Chromium", 8, wasmTest(chrome, { WASM_BINDGEN_USE_BROWSER: "1" }), cargoPassed);
  process.env.CHROMIUM = chromium.program;
  process.env.CHROMIUM_FLAGS = FLAGS.join(" ");
  await suite("package in Chromium", 240, nodeTest("browser"), nodePassed);
} else {
  leaveOut("wasm and package in Chromium", "there is no Chromium; `npm test -- --install-browsers` installs it");
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
