// The extension that users start from, built as its README says.
import { appendFile, cp, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { emptyFolder, installed } from "../support/paths.mjs";
import { program } from "../support/program.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const template = join(root, "examples", "extension");
const additions = ["calls-in-background.js", "waits-in-background.js", "../support/calls.mjs"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);

/** Copies the template into a folder, without installed or built files. */
async function copyTo(folder) {
  const isSource = (file) => !["node_modules", "dist", "package-lock.json"].includes(basename(file));
  await cp(template, folder, { recursive: true, filter: isSource });
}

/** The code blocks of a language in the template's README. */
async function codeBlocks(language) {
  const text = await readFile(join(template, "README.md"), "utf8");
  return Array.from(text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm))
    .filter(([, name]) => name === language)
    .map(([, , code]) => code);
}

/**
 * Copies the template into a clone in an empty folder, and builds it there by the commands of its README. Also builds
 * the README's smallest background. Returns the folder to load into browsers.
 */
export async function buildTemplate() {
  const clone = emptyFolder("clone");
  const folder = join(clone, "examples", "extension");
  await copyTo(folder);
  // The package is built already: its build script has nothing left to do here.
  await cp(join(root, "dist"), join(clone, "dist"), { recursive: true });
  await writeFile(join(clone, "package.json"), JSON.stringify({ private: true, scripts: { build: "node --version" } }));
  const [build, bundle] = await codeBlocks("sh");
  const env = { npm_config_prefer_offline: "true", npm_config_audit: "false", npm_config_fund: "false" };
  await program("sh", ["-ec", build], { cwd: clone, env });

  const [background] = await codeBlocks("js");
  const smallest = join(clone, "examples", "smallest");
  await cp(folder, smallest, { recursive: true });
  await writeFile(join(smallest, "src", "background.js"), background);
  await program("sh", ["-ec", bundle], { cwd: smallest });
  await checkServiceWorker(join(smallest, "dist", "background.js"));
  return join(folder, "dist");
}

/** Throws if a file is not a script that a service worker of an extension can be. */
async function checkServiceWorker(file) {
  const code = await readFile(file, "utf8");
  // Parsed as a script, which has neither imports nor a top-level await.
  new Script(code, { filename: file });
  if (/\bimport\s*\(/.test(code)) {
    throw new Error(`${file} has a dynamic import()`);
  }
}

/**
 * Builds the template for another API, with additions for the tests: a content script for the pages of this machine, and
 * the calls in the background.
 */
export async function buildForTest(name, apiUrl) {
  const folder = emptyFolder(`extension-${name}`);
  await copyTo(folder);
  await symlink(installed(), join(folder, "node_modules"));
  for (const file of additions) {
    await cp(file, join(folder, "src", basename(file)));
  }
  const imports = additions.slice(0, 2).map((file) => `import "./${basename(file)}";\n`);
  await appendFile(join(folder, "src", "background.js"), imports.join(""));
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  manifest.content_scripts[0].matches.push("http://127.0.0.1/*");
  await writeFile(file, JSON.stringify(manifest));
  await program("npm", ["run", "build"], { cwd: folder, env: { API_URL: apiUrl } });
  return join(folder, "dist");
}
