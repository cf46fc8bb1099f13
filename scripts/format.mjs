// Formats and lints; with --check only looks.
import { isMain, run } from "./run.mjs";

/** Formats and lints everything. */
export async function format({ check }) {
  await run("cargo", ["fmt", "--all", ...(check ? ["--check"] : [])]);
  await run("biome", ["check", "--error-on-warnings", ...(check ? [] : ["--write"])]);
  const all = ["--quiet", "--workspace", "--features", "digitalocean-wasm/client"];
  await run("cargo", ["clippy", ...all, "--all-targets", "--", "--deny", "warnings"]);
  await run("cargo", ["doc", ...all, "--no-deps"], { env: { RUSTDOCFLAGS: "--deny warnings" } });
}

if (isMain(import.meta.url)) {
  const { setup } = await import("./setup.mjs");
  await setup();
  await format({ check: process.argv.includes("--check") });
}
