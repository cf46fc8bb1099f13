// The table of README.md that says where the package runs, made from a run of all places.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.mjs";

const FILE = join(root, "README.md");
const MARKERS = /(<!-- places -->\n)([\s\S]*)(<!-- \/places -->)/;

const kilobytes = (bytes) => (bytes === undefined ? "" : `${(bytes / 1000).toFixed(1)} kB`);

/** The names of the places that README.md lists. */
export function places() {
  const [, , table] = MARKERS.exec(readFileSync(FILE, "utf8"));
  const [, ...rows] = table.split("\n").filter((line) => line.startsWith("| "));
  return rows.map((line) => line.split(" | ")[0].slice(2));
}

/** Writes them, as they ran. */
export function writePlaces(rows) {
  const lines = rows.map((row) => {
    const { place, version, built, ran, first, bytes, gzip, brotli } = row;
    const columns = [
      place,
      version,
      built ? "yes" : "",
      ran ? "yes" : "no",
      first === undefined ? "" : `${first} ms`,
      kilobytes(bytes),
      kilobytes(gzip),
      kilobytes(brotli),
    ];
    return `| ${columns.join(" | ")} |`;
  });
  const table = `
| place | version | built | ran | first call | minified | gzip | brotli |
|---|---|---|---|---|---|---|---|
${lines.join("\n")}

`;
  const text = readFileSync(FILE, "utf8");
  writeFileSync(
    FILE,
    text.replace(MARKERS, (_, begin, _old, end) => `${begin}${table}${end}`),
  );
}
