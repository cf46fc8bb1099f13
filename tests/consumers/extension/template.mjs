// The extension that users start from, built as they build it.
import { appendFile, cp, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { emptyFolder, installed } from "../support/paths.mjs";
import { program } from "../support/program.mjs";

const template = fileURLToPath(new URL("../../../examples/extension", import.meta.url));
const additions = ["calls-in-background.js", "../support/calls.mjs"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);

/** Copies the template with its packages installed; the folder. */
async function copyTo(name) {
  const folder = emptyFolder(name);
  const isSource = (file) => !["node_modules", "dist"].includes(basename(file));
  await cp(template, folder, { recursive: true, filter: isSource });
  await symlink(installed(), join(folder, "node_modules"));
  return folder;
}

async function built(folder, env) {
  await program("npm", ["run", "build"], { cwd: folder, env });
  return join(folder, "dist");
}

/** Builds the template as it is; the folder that is loaded into browsers. */
export async function buildTemplate() {
  return built(await copyTo("extension"));
}

/**
 * Builds it for another API, with what the tests need beyond it: a content script for the pages of this machine, and the
 * calls in the background.
 */
export async function buildForTest(name, apiUrl) {
  const folder = await copyTo(`extension-${name}`);
  for (const file of additions) {
    await cp(file, join(folder, "src", basename(file)));
  }
  await appendFile(join(folder, "src", "background.js"), `import "./${basename(additions[0])}";\n`);
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  manifest.content_scripts[0].matches.push("http://127.0.0.1/*");
  await writeFile(file, JSON.stringify(manifest));
  return built(folder, { API_URL: apiUrl });
}
