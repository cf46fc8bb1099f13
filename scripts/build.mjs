// Makes dist/, the npm package, from pkg-template/ and the crate.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { licenses } from "./licenses.mjs";
import { shorten } from "./names.mjs";
import { dist, isMain, root, run, say } from "./run.mjs";
import { setup } from "./setup.mjs";

// The types of the glue are the shell's.
const GLUE_TYPES = `import type { Glue } from "../load/core-types.js";
${["fingerprint", "finish", "imports", "judge", "prepare", "read"].map((name) => `export declare const ${name}: Glue["${name}"];`).join("\n")}
`;

const template = join(root, "pkg-template");
const generated = join(template, "src", "generated");
const wasmPack = join(root, "target", "wasm-pack");

/** Builds the package; `setup` must have run. With `pages`, writes what README.md and docs/ say of them, too. */
export async function build({ pages = false, quick = false } = {}) {
  say("building the WebAssembly");
  if (!quick) await compile();
  say("building the package");
  await generate();
  if (pages) {
    const { writeTables } = await import("./table.mjs");
    writeTables(JSON.parse(readFileSync(join(generated, "operations.json"), "utf8")));
    const { writeErrorsPage } = await import("./errors.mjs");
    await writeErrorsPage();
    const { writeSnippets } = await import("./snippets.mjs");
    writeSnippets();
  }
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  await bundle();
  await declare();
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES"), await licenses());
  copy();
}

async function compile() {
  rmSync(join(wasmPack, "snippets"), { recursive: true, force: true });
  await run("cargo", ["fetch", "--locked", "--quiet"]);
  const crates = join(process.env.CARGO_HOME || join(homedir(), ".cargo"), "registry", "src");
  // Panic messages hold source paths; those of this machine belong to nobody else.
  const sources = readdirSync(crates).map((registry) => `${join(crates, registry)}=/crates`);
  const remap = [...sources, `${root}=/`].map((path) => `--remap-path-prefix=${path}`);
  await run(
    "wasm-pack",
    ["--quiet", "build", "--release", "--target", "web", "--mode", "no-install", "--no-pack", "--out-dir", wasmPack],
    {
      env: { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: remap.join(" ") },
    },
  );
}

/** The files of the shell that come from the crate. */
async function generate() {
  const { declarations } = await import("./declarations.mjs");
  mkdirSync(generated, { recursive: true });
  // The crate's own JavaScript, which the glue imports from beside it.
  const snippets = join(generated, "snippets");
  rmSync(snippets, { recursive: true, force: true });
  cpSync(join(wasmPack, "snippets"), snippets, { recursive: true });
  await shorten({
    wasm: join(wasmPack, "digitalocean_wasm_bg.wasm"),
    glue: join(wasmPack, "digitalocean_wasm.js"),
    to: { wasm: join(generated, "digitalocean.wasm"), glue: join(generated, "glue.js") },
  });
  writeFileSync(join(generated, "glue.d.ts"), GLUE_TYPES);
  const { stdout: wasm, status } = spawnSync(process.execPath, [join(root, "scripts", "zopfli.mjs")], {
    input: readFileSync(join(generated, "digitalocean.wasm")),
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (status !== 0) {
    throw new Error("the WebAssembly could not be compressed");
  }
  writeFileSync(join(generated, "wasm.gz.base64"), wasm.toString("base64"));

  const { fingerprint, resources } = JSON.parse(
    await run("cargo", ["run", "--quiet", "--example", "operations"], { capture: true }),
  );
  writeFileSync(
    join(generated, "api.d.ts"),
    declarations(readFileSync(join(wasmPack, "digitalocean_wasm.d.ts"), "utf8"), resources),
  );
  writeFileSync(join(generated, "operations.json"), operationsFile(resources));
  writeFileSync(join(generated, "operations.ts"), operationsModule(fingerprint, resources));
}

/** What the package says of its operations. */
function operationsFile(resources) {
  const operations = resources.flatMap(({ operations }) =>
    operations.map(({ docs, content, answer, optional, typescript, ...operation }) => ({
      ...operation,
      parameters: parameters(operation.path, content),
    })),
  );
  return `${JSON.stringify(operations, null, 2)}\n`;
}

/** What a call is given, in its order: what its path holds, then its query or body. */
function parameters(path, content) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return content ? [...names, `${content.name}${content.required ? "" : "?"}`] : names;
}

/**
 * The methods of the shell's resource objects, in the order that numbers them: the name, how many parameters come before
 * the options, `l` of a list and `g` of a GET, and the first letters of the scopes.
 */
function operationsModule(fingerprint, resources) {
  const rows = resources.map(({ path, operations }) => {
    const methods = operations.map(({ call, list, method, path, content, scopes }) => {
      const count = path.split("{").length - 1 + Number(Boolean(content));
      const flags = `${list ? "l" : ""}${method === "GET" ? "g" : ""}`;
      const letters = scopes.map((scope) => scope.split(":")[1][0]).join("");
      return [call.split(".").at(-1), count, flags, letters].join(":");
    });
    return `  ${JSON.stringify(path)}: ${JSON.stringify(methods.join(" "))},\n`;
  });
  return `export const FINGERPRINT = ${fingerprint};\nexport const RESOURCES: Record<string, string> = {\n${rows.join("")}};\n`;
}

async function bundle() {
  for (const extension of ["js", "cjs"]) {
    await entry("index", extension, "inline");
    await entry("slim", extension, "provided");
  }
  // Only ES modules can import WebAssembly. The two runtimes spell that differently.
  await entry("index", "js", "edge");
  await entry("index", "js", "workerd");
}

/** One file, from an entry of the shell and a source of the WebAssembly. */
async function entry(name, extension, source) {
  const esbuild = await import("esbuild");
  const isImported = source === "edge" || source === "workerd";
  await esbuild.build({
    entryPoints: [join(template, "src", `${name}.ts`)],
    outfile: join(dist, `${isImported ? source : name}.${extension}`),
    bundle: true,
    format: extension === "js" ? "esm" : "cjs",
    platform: "neutral",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    // They are as many bytes as the slim package, again; names stay, for stack traces.
    minifyWhitespace: isImported,
    minifySyntax: isImported,
    loader: { ".base64": "text" },
    external: ["*.wasm", "*.wasm?module"],
    alias: { "#source": join(template, "src", "load", "source", `${source}.ts`) },
    logLevel: "warning",
  });
}

/** One declaration file for each entry and format. */
async function declare() {
  await run("tsc", ["--project", template]);
  const types = join(root, "target", "package", "types");
  cpSync(join(generated, "api.d.ts"), join(types, "generated", "api.d.ts"));
  const { rollup } = await import("rollup");
  const { dts } = await import("rollup-plugin-dts");
  const bundle = await rollup({ input: join(types, "index.d.ts"), plugins: [dts()], logLevel: "silent" });
  const { output } = await bundle.generate({ format: "es" });
  const index = output[0].code;
  const init = readFileSync(join(template, "src", "load", "init.ts"), "utf8");
  const [slimInit] = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/(?=\nexport const initFrom )/.exec(init);
  const slim = (extension) => `import type { WasmSource } from "./index.${extension}";
export * from "./index.${extension}";
${slimInit}
export declare function init(from: WasmSource | PromiseLike<WasmSource>): Promise<void>;
`;
  for (const name of ["edge", "workerd"]) {
    writeFileSync(join(dist, `${name}.d.ts`), 'export * from "./index.js";\n');
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
  }
}

function copy() {
  const manifest = JSON.parse(readFileSync(join(template, "package.json"), "utf8"));
  const cargo = readFileSync(join(root, "Cargo.toml"), "utf8");
  manifest.version = /\[workspace\.package\]\nversion = "([^"]+)"/.exec(cargo)[1];
  writeFileSync(join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(generated, "digitalocean.wasm"), join(dist, "digitalocean.wasm"));
  cpSync(join(generated, "operations.json"), join(dist, "operations.json"));
  cpSync(join(template, "README.md"), join(dist, "README.md"));
  cpSync(join(root, "LICENSE"), join(dist, "LICENSE"));
}

if (isMain(import.meta.url)) {
  await setup();
  await build({ pages: true });
  const { budgets } = await import("./budgets.mjs");
  await budgets();
}
