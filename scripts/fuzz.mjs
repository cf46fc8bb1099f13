// Fuzzes the planner of clean-ups with libFuzzer, on stable Rust. A C++ compiler is needed.
//
//   node scripts/fuzz.mjs registries -runs=1000000
//
// Targets are `bytes` and `registries`; what follows the target goes to libFuzzer. Its findings are in target/fuzz.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run.mjs";

const TARGETS = ["bytes", "registries"];

/** The instruments by which libFuzzer sees which code an input reaches, and what it is compared with. */
const COVERAGE = [
  "-Cpasses=sancov-module",
  "-Cllvm-args=-sanitizer-coverage-level=4",
  "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
  "-Cllvm-args=-sanitizer-coverage-pc-table",
  "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

const [, , target, ...parameters] = process.argv;
if (!TARGETS.includes(target)) {
  console.error(`say what to fuzz: node scripts/fuzz.mjs ${TARGETS.join("|")} [options of libFuzzer]`);
  process.exit(1);
}
const fuzz = join(root, "cleanup", "fuzz");
const findings = join(root, "target", "fuzz", target);
mkdirSync(findings, { recursive: true });
// With a target triple, build scripts and macros are not instrumented.
const [, host] = /^host: (.+)$/m.exec(await run("rustc", ["-vV"], { capture: true }));
const where = [
  "--manifest-path",
  join(fuzz, "Cargo.toml"),
  "--target-dir",
  join(root, "target", "fuzz"),
  "--target",
  host,
];
await run(
  "cargo",
  [
    ...["run", "--quiet", "--release", "--locked", ...where, "--bin", target, "--"],
    // Inputs that reach more code are kept in the first folder.
    ...[findings, join(fuzz, "corpus", target)].filter(existsSync),
    // Short inputs are no registries.
    "-len_control=0",
    ...[`-artifact_prefix=${findings}/`, ...parameters],
  ],
  { env: { CARGO_ENCODED_RUSTFLAGS: COVERAGE.join("\x1f") } },
);
