// All tests: sets up what is missing, runs every suite, and fails unless as many tests passed as tests/counts.json says.
//
//   npm test -- [--update-counts] [--install-browsers] [--install-databases]
//
// After tests were added or removed, --update-counts writes the numbers of the suites that ran.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { installAll as installDatabases } from "../tests/connect/install.mjs";
import { installAll } from "../tests/foreign/install.mjs";
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
const updatesCounts = process.argv.includes("--update-counts");
const countsFile = join(root, "tests", "counts.json");
const counts = JSON.parse(readFileSync(countsFile, "utf8"));

/** Runs a suite; `count` reads from its output how many tests passed: neither more nor less than are counted. */
async function suite(name, execute, count) {
  say(name);
  const passed = count(await execute());
  if (passed !== counts[name] && !updatesCounts) {
    throw new Error(
      `${name}: ${passed} tests passed, but tests/counts.json has ${counts[name]}; if tests were added or removed, ` +
        "`npm test -- --update-counts` writes the new number",
    );
  }
  counts[name] = passed;
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
const nodePassed = (output) => sum(/^ℹ pass (\d+)/gm)(stripVTControlCharacters(output));

const cargoTest = (...parameters) =>
  run("cargo", ["test", "--features", "digitalocean-wasm/client", ...parameters], { tee: true });
const nodeTest = (folder) => () => {
  const files = readdirSync(join(root, "tests", folder)).filter((file) => file.endsWith(".test.mjs"));
  const paths = files.map((file) => join("tests", folder, file));
  // The reporter that tells once more at the end what failed.
  return run(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=2", ...paths], { tee: true });
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
await suite("scripts", nodeTest("scripts"), nodePassed);

await suite("native", () => cargoTest("--quiet", "--workspace"), cargoPassed);
if (description.skip) {
  leaveOut("native, description", description.skip);
} else {
  const ignored = ["--package", "digitalocean-wasm", "--test", "native", "--", "--ignored"];
  await suite("native, description", () => cargoTest("--quiet", ...ignored), cargoPassed);
}

await build();
await budgets();
await run("cargo", ["build", "--quiet", "-p", "digitalocean-simulator"]);
say("installing the package from its tarball");
await install("tests/package", "tests/types", "tests/browser", "tests/description", "www");
const withoutDatabases = installDatabases();

await suite("wasm in Node", wasmTest(["--node"]), cargoPassed);
await suite("client in Node", clientTest(["--node"]), cargoPassed);
await suite("client in Leptos", checkLeptos, Number);
await suite("types", nodeTest("types"), nodePassed);
await suite("package in Node", nodeTest("package"), nodePassed);
if (description.skip) {
  leaveOut("description", description.skip);
} else {
  await suite("description", nodeTest("description"), nodePassed);
}

if (withoutDatabases) {
  leaveOut("connections", withoutDatabases);
} else {
  await install("tests/connect");
  await suite("connections", nodeTest("connect"), nodePassed);
}

const withoutForeign = installAll();
if (withoutForeign) {
  leaveOut("foreign clients", withoutForeign);
} else {
  await suite("foreign clients", nodeTest("foreign"), nodePassed);
}

if (chromium) {
  const chrome = ["--headless", "--chrome", "--chromedriver", chromium.driver];
  await suite("wasm in Chromium", wasmTest(chrome, { WASM_BINDGEN_USE_BROWSER: "1" }), cargoPassed);
  const client = clientTest(chrome, { WASM_BINDGEN_USE_BROWSER: "1", WASM_BINDGEN_TEST_TIMEOUT: "120" });
  await suite("client in Chromium", client, cargoPassed);
  process.env.CHROMIUM = chromium.program;
  process.env.CHROMIUM_FLAGS = FLAGS.join(" ");
  await suite("package in Chromium", nodeTest("browser"), nodePassed);
} else {
  leaveOut(
    "wasm, client and package in Chromium",
    "there is no Chromium; `npm test -- --install-browsers` installs it",
  );
}

const places = (broken) => runConsumers({ broken });
/** The number of places, of which those that cannot be had here are named. */
const placesPassed = ({ passed, missing }) => {
  if (missing > 0) {
    leftOut.push(`${missing} places: they cannot be had here`);
  }
  return passed + missing;
};
if (chromium) {
  await suite("places", () => places(false), placesPassed);
  await suite("places, loader broken", () => places(true), placesPassed);
} else {
  leaveOut("places", "there is no Chromium");
}

if (updatesCounts) {
  writeFileSync(countsFile, `${JSON.stringify(counts, null, 2)}\n`);
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
