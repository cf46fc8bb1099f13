// The table of options, made from the comments of their types: name, whose option it is, default, first sentence.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

const source = join(root, "pkg-template", "src");

/** The interfaces that hold options, in the order of the table, and who takes their options. */
const INTERFACES = [
  ["options/types.ts", "ClientOptions", "client"],
  ["options/types.ts", "CallOptions", "client, call"],
  ["options/types.ts", "RequestOptions", "call"],
  ["call/hooks.ts", "Hooks", "client"],
];

const PROPERTY = /\/\*\*((?:(?!\*\/).)*)\*\/\n {2}(\w+)\?:/gs;
const LITERAL = /^(\d+|true|false|\{\}|"[^"]*"|console)$/;

/** A row for each option. One of a client and of a call with the same name is one row. */
export function optionsTable() {
  const rows = new Map();
  for (const [file, name, takers] of INTERFACES) {
    for (const [option, row] of optionsOf(readFileSync(join(source, file), "utf8"), name)) {
      const known = rows.get(option);
      rows.set(option, known ? { ...known, takers: "client, call" } : { ...row, takers });
    }
  }
  const lines = [...rows].map(
    ([option, { takers, initial, purpose }]) => `| \`${option}\` | ${takers} | ${initial} | ${purpose} |`,
  );
  return `| option | of | default | purpose |\n|---|---|---|---|\n${lines.join("\n")}`;
}

/** The options of an interface in a TypeScript text, by name. Throws when one has no comment with a default. */
export function optionsOf(text, name) {
  const body = new RegExp(`^export interface ${name}\\b.*?^}`, "ms").exec(text)?.[0];
  if (body === undefined) {
    throw new Error(`there is no interface ${name}`);
  }
  const documented = [...body.matchAll(PROPERTY)].map(([, comment, option]) => [option, read(comment)]);
  for (const [, option] of body.matchAll(/^ {2}(\w+)\?:/gm)) {
    if (!documented.some(([known, row]) => known === option && row)) {
      throw new Error(`${name}.${option} has no comment with a sentence and @default`);
    }
  }
  return documented;
}

/** The first sentence and the default of a comment; undefined without either. */
function read(comment) {
  const text = comment.replace(/\n? *\* ?/g, "\n").trim();
  const sentence = /^[^@]*?\.(?=\s|$)/.exec(text)?.[0].replace(/\s+/g, " ");
  const initial = /^@default ([^@]*?)\s*$(?=\n@|(?![\s\S]))/m.exec(text)?.[1].replace(/\s+/g, " ");
  if (sentence === undefined || initial === undefined) {
    return undefined;
  }
  const shown = initial === "undefined" ? "none" : LITERAL.test(initial) ? `\`${initial}\`` : initial;
  return { purpose: escapeCell(sentence), initial: escapeCell(shown) };
}

const escapeCell = (text) => text.replaceAll("|", "\\|");
