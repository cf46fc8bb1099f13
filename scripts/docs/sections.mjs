// The writer of generated sections. A section stands in a document between `<!-- name -->` and `<!-- /name -->`; what
// follows a colon is its argument: `<!-- file: path -->`. Which document holds a section is the document's affair.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

const SECTION = /<!-- ([a-z-]+)(?:: (\S+))? -->\n([\s\S]*?)<!-- \/\1 -->/g;

/** The documents that may hold sections, as paths from the root. */
export function documents() {
  const pages = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
  return [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "pkg-template/README.md",
    "docs/decisions/README.md",
    ...pages.map((file) => `docs/${file}`),
  ];
}

/**
 * A text with its sections written anew.
 *
 * `render` holds a function for each section by name, which takes the section's argument and returns Markdown. Other
 * sections stay as they are.
 */
export function withSections(text, render) {
  return text.replace(SECTION, (section, name, argument) => {
    if (!Object.hasOwn(render, name)) {
      return section;
    }
    const begin = argument === undefined ? `<!-- ${name} -->` : `<!-- ${name}: ${argument} -->`;
    return `${begin}\n\n${render[name](argument).trim()}\n\n<!-- /${name} -->`;
  });
}

/** The present content of a section. Throws when no document holds it. */
export function readSection(name) {
  for (const document of documents()) {
    const found = [...read(document).matchAll(SECTION)].find((match) => match[1] === name);
    if (found) {
      return found[3];
    }
  }
  throw new Error(`no document has <!-- ${name} --> and <!-- /${name} -->`);
}

/** The documents with a section that `render` would write differently. Throws when no document holds a section. */
export function outdated(render) {
  for (const name of Object.keys(render)) {
    readSection(name);
  }
  return documents().filter((document) => withSections(read(document), render) !== read(document));
}

/** Writes the sections into the documents that hold them; the documents that changed. */
export function writeSections(render) {
  const changed = outdated(render);
  for (const document of changed) {
    writeFileSync(join(root, document), withSections(read(document), render));
  }
  return changed;
}

function read(document) {
  return readFileSync(join(root, document), "utf8");
}
