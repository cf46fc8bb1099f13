/**
 * Writes an object of objects, lists and strings as YAML. Strings, and keys that are no words, are quoted as in JSON,
 * which YAML reads: they may hold anything.
 */
export const toYaml = (value: object): string => `${entries(value, "\n").trim()}\n`;

function entries(value: object, indent: string): string {
  const isList = Array.isArray(value);
  return Object.entries(value)
    .map(([key, item]) => {
      if (item === undefined) return "";
      const lead = isList ? "-" : `${/\W/.test(key) ? JSON.stringify(key) : key}:`;
      const text = typeof item === "object" ? entries(item, `${indent}  `) : ` ${JSON.stringify(item)}`;
      // The first line of an item stands behind its hyphen.
      return `${indent}${lead}${isList ? ` ${text.trimStart()}` : text}`;
    })
    .join("");
}
