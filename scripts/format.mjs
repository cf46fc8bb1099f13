// Formats and lints; with --check only looks.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isMain, root, run } from "./run.mjs";

/** The folders of modules that a macro declares, which `cargo fmt` does not find. */
const DECLARED_BY_MACRO = ["src/requests", "simulator/src/databases", "simulator/src/registry"];
/** The fuzz targets, which are no member of the workspace. */
const FUZZ = "cleanup/fuzz";

/** Formats and lints everything. */
export async function format({ check }) {
  await run("cargo", ["fmt", "--all", ...(check ? ["--check"] : [])]);
  const files = [...DECLARED_BY_MACRO, `${FUZZ}/targets`].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith(".rs") && !name.endsWith("mod.rs"))
      .map((name) => join(folder, name)),
  );
  await run("rustfmt", ["--edition", "2024", ...(check ? ["--check"] : []), ...files]);
  await run("biome", ["check", "--error-on-warnings", ...(check ? [] : ["--write"])]);
  const all = ["--quiet", "--workspace", "--features", "digitalocean-wasm/client"];
  await run("cargo", ["clippy", ...all, "--all-targets", "--", "--deny", "warnings"]);
  const js = ["--quiet", "--package", "digitalocean-simulator", "--no-default-features", "--features", "js"];
  await run("cargo", ["clippy", ...js, "--", "--deny", "warnings"]);
  // Without libFuzzer, which only running them needs.
  const fuzz = ["--manifest-path", join(root, FUZZ, "Cargo.toml"), "--target-dir", join(root, "target")];
  await run("cargo", ["clippy", "--quiet", "--locked", ...fuzz, "--no-default-features", "--", "--deny", "warnings"]);
  await run("cargo", ["doc", ...all, "--no-deps"], { env: { RUSTDOCFLAGS: "--deny warnings" } });
}

if (isMain(import.meta.url)) {
  const { setup } = await import("./setup.mjs");
  await setup();
  await format({ check: process.argv.includes("--check") });
}
