// The pieces of code in README.md that are files of the repository: they are what the tests run, not copies of it.
import { readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { root } from "../run.mjs";

const FILE = join(root, "README.md");
const SNIPPET = /<!-- file: (\S+) -->\n[\s\S]*?<!-- \/file -->/g;
const LANGUAGES = { ".mjs": "js", ".jsonc": "jsonc" };

/** A text with the files between its markers. */
export function withSnippets(text, read = (path) => readFileSync(join(root, path), "utf8")) {
  return text.replace(SNIPPET, (_, path) => {
    const language = LANGUAGES[extname(path)] ?? extname(path).slice(1);
    return `<!-- file: ${path} -->\n\n\`\`\`${language}\n${read(path).trim()}\n\`\`\`\n\n<!-- /file -->`;
  });
}

/** Whether README.md shows a file that has changed since. */
export function areSnippetsOutdated() {
  const text = readFileSync(FILE, "utf8");
  return withSnippets(text) !== text;
}

/** Writes them into README.md. */
export function writeSnippets() {
  const text = readFileSync(FILE, "utf8");
  if (withSnippets(text) !== text) {
    writeFileSync(FILE, withSnippets(text));
  }
}
