// The table of operations, made from operations.json.

/** A table for each family of resources, which opens on a click. Rows are in the order of the operations: by resource. */
export function operationsTable(operations) {
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
  const required = scopes.map((scope) => `\`${scope}\``).join(", ");
  return `| \`client.${call}(${parameters.join(", ")})\`${mark} | \`${method} ${path}\` | ${required} |`;
}
