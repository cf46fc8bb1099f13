// Makes dist/, the npm package, from pkg-template/ and the crate.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { dist, isMain, root, run, say } from "../run.mjs";
import { setup } from "../setup.mjs";
import { declarations, reference } from "./declarations.mjs";
import { licenses } from "./licenses.mjs";
import { shorten } from "./names.mjs";

/** The declarations of a glue, whose type the shell has in a module of its own. */
const glueTypes = (module, name) => `import type { ${name} } from "${module}";

export declare function createGlue(): ${name};
`;

const template = join(root, "pkg-template");
const generated = join(template, "src", "generated");
const wasmPack = join(root, "target", "wasm-pack");

/** The entries that have a WebAssembly of their own: the crate, its features, and the type of its glue. */
const EXTRAS = [
  {
    name: "simulator",
    crate: "simulator",
    features: ["--no-default-features", "--features", "js"],
    glueType: "SimulatorGlue",
    // It says why it fails.
    cuts: false,
  },
  { name: "clean-up", crate: "cleanup", features: ["--features", "js"], glueType: "CleanUpGlue", cuts: true },
].map((extra) => ({
  ...extra,
  pack: join(root, "target", `wasm-pack-${extra.crate}`),
  folder: join(generated, extra.name),
}));

/**
 * Builds the package; `setup` must have run. With `pages`, it writes the generated sections of the documents, too. With
 * `quick`, it takes the WebAssembly of the last build.
 */
export async function build({ pages = false, quick = false } = {}) {
  if (!quick) {
    say("building the WebAssembly");
    await compile(wasmPack);
    for (const { name, crate, features, pack } of EXTRAS) {
      say(`building the WebAssembly of /${name}`);
      await compile(pack, crate, ...features);
    }
  }
  say("building the package");
  await generate();
  if (pages) {
    const { generated: sections } = await import("../docs/generated.mjs");
    const { writeSections } = await import("../docs/sections.mjs");
    writeSections(await sections(JSON.parse(readFileSync(join(generated, "operations.json"), "utf8"))));
  }
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  await bundle();
  await declare();
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES"), await licenses());
  copy();
}

/** Compiles a crate, by default this one, and writes its WebAssembly and glue to a folder. */
async function compile(to, crate = ".", ...features) {
  await run("cargo", ["fetch", "--locked", "--quiet"]);
  const crates = join(process.env.CARGO_HOME || join(homedir(), ".cargo"), "registry", "src");
  // Panic messages hold source paths; those of this machine belong to nobody else. Cargo splits the encoded flags at
  // \x1f, so that folders may have spaces in their names.
  const sources = readdirSync(crates).map((registry) => `${join(crates, registry)}=/crates`);
  const remap = [...sources, `${root}=/`].map((path) => `--remap-path-prefix=${path}`);
  // Data that nothing reads is left out by segments.
  const flags = [...remap, "-Clink-arg=--no-merge-data-segments"];
  const options = ["--release", "--target", "web", "--mode", "no-install", "--no-pack", "--out-dir", to];
  await run("wasm-pack", ["--quiet", "build", join(root, crate), ...options, ...features], {
    env: { CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") },
  });
}

/** The files of the shell that come from the crate. */
async function generate() {
  mkdirSync(generated, { recursive: true });
  // The crate's own JavaScript, which the glue and the shell import.
  cpSync(join(root, "src", "js"), join(generated, "js"), {
    recursive: true,
    filter: (path) => !path.endsWith(".rs"),
  });
  await shorten({
    wasm: join(wasmPack, "digitalocean_wasm_bg.wasm"),
    glue: join(wasmPack, "digitalocean_wasm.js"),
    to: { wasm: join(generated, "digitalocean.wasm"), glue: join(generated, "glue.js") },
    text: "./js/text.js",
  });
  writeFileSync(join(generated, "glue.d.ts"), glueTypes("../load/core-types.js", "Glue"));
  compress(join(generated, "digitalocean.wasm"), join(generated, "wasm.gz.base64"));

  for (const extra of EXTRAS) await generateExtra(extra);

  const table = JSON.parse(await run("cargo", ["run", "--quiet", "--example", "operations"], { capture: true }));
  const { resources } = table;
  writeFileSync(
    join(generated, "api.d.ts"),
    declarations(readFileSync(join(wasmPack, "digitalocean_wasm.d.ts"), "utf8"), resources),
  );
  writeFileSync(join(generated, "operations.json"), operationsFile(resources));
  writeFileSync(join(generated, "operations.ts"), operationsModule(table));
  writeFileSync(join(generated, "simulator", "paths.ts"), pathsModule(resources));
}

/** The WebAssembly of an entry of its own, as a file and as text, and its glue. */
async function generateExtra({ name, crate, cuts, glueType, pack, folder }) {
  mkdirSync(folder, { recursive: true });
  const wasm = join(folder, `${name}.wasm`);
  await shorten({
    wasm: join(pack, `digitalocean_${crate}_bg.wasm`),
    glue: join(pack, `digitalocean_${crate}.js`),
    to: { wasm, glue: join(folder, "glue.js") },
    cuts,
    // They write their answers by formatting.
    formats: true,
  });
  writeFileSync(join(folder, "glue.d.ts"), glueTypes(`../../${name}/core.js`, glueType));
  // Nobody waits for its download: plain gzip is made in no time.
  writeFileSync(join(folder, "wasm.gz.base64"), gzipSync(readFileSync(wasm), { level: 9 }).toString("base64"));
}

/** Writes a WebAssembly as text: the smallest gzip that can be had, in base64. */
function compress(from, to) {
  const { stdout, status } = spawnSync(process.execPath, [join(root, "scripts", "build", "zopfli.mjs")], {
    input: readFileSync(from),
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (status !== 0) {
    throw new Error(`${from} could not be compressed`);
  }
  writeFileSync(to, stdout.toString("base64"));
}

/** The call of each method and path, by which the simulator names its requests. */
function pathsModule(resources) {
  const operations = resources.flatMap(({ operations }) => operations);
  const lines = operations.map(({ method, path, call }) => `  ${JSON.stringify(`${method} ${path}`)}: "${call}",\n`);
  return `export const PATHS: Record<string, string> = {\n${lines.join("")}};\n`;
}

/** The package's `operations.json`: a line for each. */
function operationsFile(resources) {
  const lines = resources.flatMap(({ operations }) =>
    operations.map(({ docs, payload, response, optional, typescript, ...operation }) =>
      JSON.stringify({
        ...operation,
        parameters: parameters(operation.path, payload),
        reference: reference(operation),
      }),
    ),
  );
  return `[\n${lines.join(",\n")}\n]\n`;
}

/** The parameters of a call, in its order: those of its path, then its query or body. */
function parameters(path, payload) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return payload ? [...names, `${payload.name}${payload.required ? "" : "?"}`] : names;
}

/**
 * The shell's table of resources, in the order that numbers their operations. A row is in words: `list`,
 * `queued`, the number of parameters, the field that names what a create makes, the numbers of its hints, the scopes.
 */
function operationsModule({ fingerprint, resources, secrets }) {
  const hints = [];
  const numberOf = ({ status, code, text }) => {
    const hint = JSON.stringify({ status, code: code ?? undefined, text });
    if (!hints.includes(hint)) hints.push(hint);
    return hints.indexOf(hint);
  };
  const row = (operation) => {
    const { call, list, path, payload, queued, namedBy, scopes } = operation;
    const words = [
      list && "list",
      queued && "queued",
      path.split("{").length - 1 + Number(Boolean(payload)),
      namedBy && `name=${namedBy}`,
      ...operation.hints.map((hint) => `hint=${numberOf(hint)}`),
      ...scopes,
    ];
    return `    ${call.split(".").at(-1)}: "${words.filter((word) => word || word === 0).join(" ")}",\n`;
  };
  const rows = resources.map(
    ({ path, operations }) => `  ${JSON.stringify(path)}: {\n${operations.map(row).join("")}  },\n`,
  );
  return `import type { Hint } from "../errors/hints.js";

export const FINGERPRINT = ${fingerprint};
export const SECRET_FIELDS: string[] = ${JSON.stringify(secrets)};
export const HINTS: Hint[] = [\n${hints.map((hint) => `  ${hint},\n`).join("")}];
export const RESOURCES: Record<string, Record<string, string>> = {\n${rows.join("")}};
`;
}

/** The parts of the package that have a WebAssembly: where its text is, and its file in the package. */
const LIBRARY = { text: join(generated, "wasm.gz.base64"), file: "./digitalocean.wasm" };
const own = ({ name, folder }) => ({ text: join(folder, "wasm.gz.base64"), file: `./${name}.wasm` });

async function bundle() {
  await entry("index.ts", "index.js", "inline", LIBRARY);
  await entry("slim.ts", "slim.js", "provided", LIBRARY);
  await entry("index-common.ts", "index.cjs", "inline", LIBRARY, { "./slim-common.js": "./slim.cjs" });
  await entry("slim-common.ts", "slim.cjs", "provided", LIBRARY);
  for (const extension of ["js", "cjs"]) {
    for (const extra of EXTRAS) {
      const library = { "../index.js": `./index.${extension}` };
      // The text is inside once. Whoever uses `require` has files.
      const source = extension === "cjs" ? "file" : "inline";
      await entry(`${extra.name}/index.ts`, `${extra.name}.${extension}`, source, own(extra), library);
    }
    await entry("connect/index.ts", `connect.${extension}`);
  }
  // Only ES modules can import WebAssembly. The two runtimes spell that differently.
  for (const [name, suffix] of [
    ["edge", "?module"],
    ["workerd", ""],
  ]) {
    await entry("index.ts", `${name}.js`, "imported", LIBRARY, {}, suffix);
    for (const extra of EXTRAS) {
      const file = `${extra.name}-${name}.js`;
      await entry(`${extra.name}/index.ts`, file, "imported", own(extra), { "../index.js": `./${name}.js` }, suffix);
    }
  }
}

/**
 * One file, from an entry of the shell and a source of its WebAssembly, if it has one. `others` are the files that it
 * imports.
 */
async function entry(from, to, source, { text, file } = {}, others = {}, suffix = "") {
  const esbuild = await import("esbuild");
  const isCommon = to.endsWith(".cjs");
  const outfile = join(dist, to);
  await esbuild.build({
    entryPoints: [join(template, "src", from)],
    outfile,
    bundle: true,
    format: isCommon ? "cjs" : "esm",
    // For Node, the names of the exports are annotated, so that modules can import them.
    platform: isCommon ? "node" : "neutral",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    // For the size of the installation.
    minify: isCommon,
    lineLimit: isCommon ? LINE : 0,
    define: file && { WASM_FILE: JSON.stringify(file.slice(2)) },
    alias: source && { "#source": join(template, "src", "load", "source", `${source}.ts`) },
    // The text of the WebAssembly is nearly as long as gzip's window: before or between the rest, it would part what is
    // alike, and share its codes.
    footer: source === "inline" ? { js: `var WASM_BASE64="${readFileSync(text, "utf8")}";` } : {},
    plugins: [outside({ "#module": file + suffix, ...others })],
    logLevel: "warning",
  });
  // With its whitespace, the marks would go by which bundlers leave the drivers out that a program does not use.
  if (isCommon || to === "connect.js") return;
  writeFileSync(outfile, await compact(readFileSync(outfile, "utf8"), source !== "inline"));
}

/** The longest line: Node prints the one where an error that nobody catches was thrown. */
const LINE = 120;

/**
 * A module with less to download after its user's bundler, which finds less of what can be said shorter. With `mangle`,
 * names are short, too; they stay where most people step through.
 */
async function compact(module, mangle) {
  const { minify } = await import("terser");
  const { code } = await minify(module, {
    module: true,
    ecma: 2020,
    mangle,
    // Functions stay functions: inlined, they repeat less. None that is an expression is constructed.
    compress: { passes: 2, inline: 1, hoist_funs: true, reduce_funcs: false, unsafe_arrows: true },
    format: { max_line_len: LINE },
  });
  return `${code}\n`;
}

/** Leaves imports to whoever loads the bundle, under another name: of files that are in the package beside it. */
const outside = (names) => ({
  name: "outside",
  setup: (build) => {
    build.onResolve({ filter: /^[.#]/ }, ({ path }) =>
      path in names ? { path: names[path], external: true } : undefined,
    );
  },
});

/** One declaration file for each entry and format. */
async function declare() {
  await run("tsc", ["--project", template]);
  const types = join(root, "target", "package", "types");
  cpSync(join(generated, "api.d.ts"), join(types, "generated", "api.d.ts"));
  const { rollup } = await import("rollup");
  const { dts } = await import("rollup-plugin-dts");
  /** The declarations of an entry in one text. Those of `external` stay where they are. */
  const joined = async (input, external = []) => {
    const bundle = await rollup({ input: join(types, input), external, plugins: [dts()], logLevel: "silent" });
    const { output } = await bundle.generate({ format: "es" });
    // The models come with four spaces, the rest with two.
    return output[0].code.replace(/^( {4})+/gm, (spaces) => spaces.slice(spaces.length / 2));
  };
  const { inReadingOrder } = await import("./reading-order.mjs");
  const index = inReadingOrder(await joined("index.d.ts"));
  const extras = [];
  for (const name of [...EXTRAS.map(({ name }) => name), "connect"]) {
    extras.push([name, await joined(join(name, "index.d.ts"), [/\.\.\/index\.js$/])]);
  }
  const init = readFileSync(join(template, "src", "load", "init.ts"), "utf8");
  const [slimInit] = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/(?=\nexport const initFrom )/.exec(init);
  const slim = (extension) => `import type { WasmSource } from "./index.${extension}";
export * from "./index.${extension}";
export { default } from "./index.${extension}";
${slimInit}
export declare function init(from: WasmSource | PromiseLike<WasmSource>): Promise<void>;
`;
  for (const name of ["edge", "workerd"]) {
    writeFileSync(join(dist, `${name}.d.ts`), 'export * from "./index.js";\nexport { default } from "./index.js";\n');
    for (const { name: extra } of EXTRAS) {
      writeFileSync(join(dist, `${extra}-${name}.d.ts`), `export * from "./${extra}.js";\n`);
    }
  }
  // For runtimes that import it as a compiled module.
  for (const extension of ["ts", "cts"]) {
    writeFileSync(
      join(dist, `digitalocean.wasm.d.${extension}`),
      "declare const module: object;\nexport default module;\n",
    );
  }
  for (const extension of ["js", "cjs"]) {
    const suffix = `d.${extension === "js" ? "ts" : "cts"}`;
    writeFileSync(join(dist, `index.${suffix}`), index);
    writeFileSync(join(dist, `slim.${suffix}`), slim(extension));
    for (const [name, text] of extras) {
      writeFileSync(join(dist, `${name}.${suffix}`), text.replaceAll("../index.js", `./index.${extension}`));
    }
  }
}

/** The manifest, with the version and the address that stand in one place each, and files that need no work. */
function copy() {
  const manifest = JSON.parse(readFileSync(join(template, "package.json"), "utf8"));
  const cargo = readFileSync(join(root, "Cargo.toml"), "utf8");
  manifest.version = /\[workspace\.package\]\nversion = "([^"]+)"/.exec(cargo)[1];
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  manifest.repository = { type: "git", url: `git+${repository}.git` };
  manifest.homepage = `${repository}#readme`;
  manifest.bugs = `${repository}/issues`;
  writeFileSync(join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(generated, "digitalocean.wasm"), join(dist, "digitalocean.wasm"));
  for (const { name, folder } of EXTRAS) cpSync(join(folder, `${name}.wasm`), join(dist, `${name}.wasm`));
  cpSync(join(generated, "operations.json"), join(dist, "operations.json"));
  cpSync(join(template, "bin.js"), join(dist, "bin.js"));
  cpSync(join(template, "bin"), join(dist, "bin"), { recursive: true });
  chmodSync(join(dist, "bin.js"), 0o755);
  cpSync(join(template, "README.md"), join(dist, "README.md"));
  cpSync(join(root, "LICENSE"), join(dist, "LICENSE"));
}

if (isMain(import.meta.url)) {
  await setup();
  await build({ pages: true, quick: process.argv.includes("--quick") });
  const { budgets } = await import("../measure/budgets.mjs");
  await budgets();
}
