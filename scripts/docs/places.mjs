// The table of places where the package runs, made from a run of all of them.
import { readSection, writeSections } from "./sections.mjs";

const kilobytes = (bytes) => (bytes === undefined ? "" : `${(bytes / 1000).toFixed(1)} kB`);

/** How far a written size may be from that of a run, in kilobytes. */
const TOLERANCE = 1;

/** Whether the written table has the places of a run, with their sizes. */
export function isWritten(rows) {
  const [, ...lines] = readSection("places")
    .split("\n")
    .filter((line) => line.startsWith("| "));
  const written = lines.map((line) => line.slice(2).split(" | "));
  return (
    written.length === rows.length &&
    rows.every(({ place, gzip = 0 }, index) => {
      const [name, , , , , size] = written[index];
      return name === place && Math.abs(Number.parseFloat(size || "0") - gzip / 1000) <= TOLERANCE;
    })
  );
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
