// The licences of what is compiled into the package: of each crate the one that goes with the project's own (MIT where
// it may be chosen), with its copyright lines. A text that many share is there once.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../run.mjs";

const MIT = /Permission is hereby granted, free of charge/;

/** The text of THIRD-PARTY-LICENSES. */
export async function licenses() {
  // The licence of the standard library is in no package.
  const std = { title: "The Rust standard library", notices: ["Copyright (c) The Rust Project Contributors"] };
  const crates = [std, ...(await linked()).map(read)];
  const shared = crates.filter(({ text }) => text === undefined);
  const others = crates.filter(({ text }) => text !== undefined);
  const mit = section(`These are under the MIT License:\n\n${shared.map(described).join("\n")}`, terms());
  const own = others.map(({ title, text }) => section(title, text));
  return ["digitalocean-wasm contains code of these projects.\n", mit, ...own].join("");
}

function section(title, text) {
  return `\n${"-".repeat(80)}\n${title}\n\n${text.trim()}\n`;
}

function described({ title, notices }) {
  return [title, ...notices].join("\n  ");
}

/** The packages that are linked into the modules of WebAssembly. */
async function linked() {
  const wanted = new Set([
    ...(await linkedInto("digitalocean-wasm")),
    ...(await linkedInto("digitalocean-simulator", "--no-default-features", "--features", "js")),
    ...(await linkedInto("digitalocean-cleanup", "--features", "js")),
  ]);
  const metadata = await run("cargo", ["metadata", "--locked", "--format-version", "1"], { capture: true });
  return JSON.parse(metadata).packages.filter(
    ({ name, version, source }) => source !== null && wanted.has(`${name} ${version}`),
  );
}

/** The names and versions of the packages that a crate is compiled with. */
export async function linkedInto(crate, ...features) {
  const kinds = ["--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown"];
  const parameters = ["tree", "--locked", "--package", crate, ...features, ...kinds, "--prefix", "none"];
  const tree = await run("cargo", parameters, { capture: true });
  return [...tree.matchAll(/^(\S+) v(\S+)/gm)].map(([, name, version]) => `${name} ${version}`);
}

/** A crate's title, and either its notices, when it may be had under MIT, or its own text. */
function read({ name, version, license, manifest_path: manifest, repository, authors }) {
  const folder = dirname(manifest);
  const texts = readdirSync(folder)
    .filter((file) => /^licen[cs]e/i.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const title = `${name} ${version} (${repository})`;
  if (/\bMIT\b/.test(license) && !license.includes("AND")) {
    const mit = texts.find((text) => MIT.test(text));
    const stated = mit?.match(/^\s*Copyright.*$/gim) ?? authors.map((author) => `Copyright (c) ${author}`);
    return { title, notices: stated.map((line) => line.trim()) };
  }
  const text = texts.filter((text) => !text.includes("Apache License")).join("\n\n");
  if (text === "") {
    throw new Error(`${name} ${version} is ${license}: no rule says which text to ship`);
  }
  return { title: `${title}: ${license}`, text };
}

/** The MIT License without its copyright line, from the project's own. */
function terms() {
  const own = readFileSync(new URL("../../LICENSE", import.meta.url), "utf8");
  return /Permission is hereby granted[\s\S]*?SOFTWARE\.\n/.exec(own)[0];
}
