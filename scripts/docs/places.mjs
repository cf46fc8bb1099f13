// The table of places where the package runs, made from a run of all of them.
import { readSection, writeSections } from "./sections.mjs";

const kilobytes = (bytes) => (bytes === undefined ? "" : `${(bytes / 1000).toFixed(1)} kB`);

/** The names of the places in the written table. */
export function writtenPlaces() {
  const [, ...rows] = readSection("places")
    .split("\n")
    .filter((line) => line.startsWith("| "));
  return rows.map((line) => line.split(" | ")[0].slice(2));
}

/** Writes the table from the rows of a run. */
export function writePlaces(rows) {
  writeSections({ places: () => placesTable(rows) });
}

/** The table of the rows of a run. */
export function placesTable(rows) {
  const lines = rows.map((row) => {
    const { place, version, built, ran, bytes, gzip, brotli } = row;
    const cells = [
      place,
      version,
      built ? "yes" : "",
      ran ? "yes" : "no",
      kilobytes(bytes),
      kilobytes(gzip),
      kilobytes(brotli),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return `| place | version | built | ran | minified | gzip | brotli |
|---|---|---|---|---|---|---|
${lines.join("\n")}`;
}
