type Value = string | number | boolean | Value[] | { [key: string]: Value };

/** Writes YAML. A string is quoted as in JSON, which YAML reads, so it may hold anything. */
export function toYaml(value: Value, indent = ""): string {
  const isList = Array.isArray(value);
  const entries: [string, Value][] = isList
    ? value.map((item) => ["-", item])
    : Object.entries(value).map(([key, item]) => [`${/^[a-z]\w*$/i.test(key) ? key : JSON.stringify(key)}:`, item]);
  return entries.map(([lead, item]) => `${indent}${lead}${written(item, indent, isList)}`).join("");
}

function written(value: Value, indent: string, isInList: boolean): string {
  if (typeof value !== "object") return ` ${JSON.stringify(value)}\n`;
  if (Object.keys(value).length === 0) return Array.isArray(value) ? " []\n" : " {}\n";
  const inner = `${indent}  `;
  // The first line of an item stands behind its hyphen.
  return isInList ? ` ${toYaml(value, inner).trimStart()}` : `\n${toYaml(value, inner)}`;
}
