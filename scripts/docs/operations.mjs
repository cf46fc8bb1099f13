// The table of operations in the READMEs, made from operations.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

const FILES = ["README.md", join("pkg-template", "README.md")];
const MARKERS = /(<!-- operations -->\n)[\s\S]*(<!-- \/operations -->)/;

/** A table for each family of resources, which opens on a click. Rows are in the order of the operations: by resource. */
export function table(operations) {
  const family = ({ call }) => call.split(".")[0];
  const names = [...new Set(operations.map(family))];
  return names
    .map((name) =>
      details(
        name,
        operations.filter((operation) => family(operation) === name),
      ),
    )
    .join("\n");
}

function details(name, operations) {
  return `<details>
<summary><code>client.${name}</code>: ${operations.length} operations</summary>

| call | request | scopes |
|---|---|---|
${operations.map(row).join("\n")}

</details>
`;
}

function row({ call, parameters, method, path, scopes, deprecated }) {
  const mark = deprecated ? " *deprecated*" : "";
  const needed = scopes.map((scope) => `\`${scope}\``).join(", ");
  return `| \`client.${call}(${parameters.join(", ")})\`${mark} | \`${method} ${path}\` | ${needed} |`;
}

/** The text of a README with the table between its markers. */
export function withTable(text, operations) {
  if (!MARKERS.test(text)) {
    throw new Error("there are no <!-- operations --> and <!-- /operations -->");
  }
  return text.replace(MARKERS, (_, begin, end) => `${begin}\n${table(operations)}\n${end}`);
}

/** The READMEs whose table is not the one of these operations. */
export function outdated(operations) {
  return FILES.filter((file) => read(file) !== withTable(read(file), operations));
}

/** Writes the table into the READMEs. */
export function writeTables(operations) {
  for (const file of outdated(operations)) {
    writeFileSync(join(root, file), withTable(read(file), operations));
  }
}

function read(file) {
  return readFileSync(join(root, file), "utf8");
}
