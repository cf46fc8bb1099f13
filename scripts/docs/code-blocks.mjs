// The blocks of code in the documents, for the tests that compile and run them.
//
// `<!-- not compiled: reason -->` before a block marks one that cannot compile. Blocks in a section `file` are files of
// the repository, which are tested where they are.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";
import { documents } from "./sections.mjs";

const BLOCK = /(?:^<!-- not compiled: ([^\n]+?) -->\n+)?^```(\w+)\n([\s\S]*?)^```$/gm;
const FILE = /<!-- file: \S+ -->\n[\s\S]*?<!-- \/file -->/g;

/** The blocks of a text: number of the first line of code, language, code, and the reason not to compile it, if any. */
export function blocksOf(text) {
  const own = text.replace(FILE, (section) => section.replace(/[^\n]/g, ""));
  return [...own.matchAll(BLOCK)].map(({ 0: block, 1: reason, 2: language, 3: code, index }) => {
    const before = own.slice(0, index + block.length - code.length - "```".length);
    return { line: before.split("\n").length, language, code, reason };
  });
}

/** The blocks of all documents that users read. */
export function codeBlocks() {
  return documents()
    .filter((document) => /README\.md$|^docs\//.test(document) && !document.startsWith("docs/decisions/"))
    .flatMap((document) =>
      blocksOf(readFileSync(join(root, document), "utf8")).map((block) => ({ document, ...block })),
    );
}
