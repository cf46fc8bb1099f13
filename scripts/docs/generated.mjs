// All sections that follow from the sources: the build writes them, and tests/package compares them.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { root } from "../run.mjs";
import { decisionsTable } from "./decisions.mjs";
import { errorTables } from "./errors.mjs";
import { documentationLinks } from "./links.mjs";
import { operationsTable } from "./operations.mjs";
import { optionsTable } from "./options.mjs";
import { drivenTable, refusalsTable } from "./simulator.mjs";

const LANGUAGES = { ".mjs": "js" };

/** The renderers of all sections but `places`, by the name of the section, for `writeSections`. */
export async function generated(operations) {
  const { errors, hints } = await errorTables();
  return {
    operations: () => operationsTable(operations),
    errors: () => errors,
    hints: () => hints,
    options: optionsTable,
    simulated: () => drivenTable(operations),
    refusals: refusalsTable,
    documentation: documentationLinks,
    decisions: decisionsTable,
    report: reportLink,
    file: (path) => snippet(path, readFileSync(join(root, path), "utf8")),
  };
}

/** The address at GitHub for private reports, from the one place that names the repository. */
function reportLink() {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return `<${repository}/security/advisories/new>`;
}

/** A file of the repository as a block of code. */
export function snippet(path, text) {
  const language = LANGUAGES[extname(path)] ?? extname(path).slice(1);
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}
