import type { CleanUpPlan } from "./types.js";

const HEAD = ["REPOSITORY", "TAGS OR DIGEST", "PLAN", "BYTES", "WHY"];

/** A plan as a table for people, with its findings and warnings, and a summary. */
export function table(plan: CleanUpPlan): string {
  const rows = [
    HEAD,
    ...plan.keep.map(({ repository, digest, tags, bytes, why }) => [
      repository,
      name(tags, digest),
      "keep",
      sized(bytes),
      why,
    ]),
    ...plan.untag.map(({ repository, tag, why }) => [repository, tag, "untag", "", why]),
    ...plan.delete.map(({ repository, digest, tags, bytes, why }) => [
      repository,
      name(tags, digest),
      "delete",
      sized(bytes),
      why,
    ]),
  ].map((row) => row.map(printable));
  const widths = HEAD.map((_, at) => rows.reduce((most, row) => Math.max(most, (row[at] as string).length), 0));
  const printed = rows.map((row) =>
    row
      .map((cell, at) => (at === 3 ? cell.padStart(widths[at] as number) : cell.padEnd(widths[at] as number)))
      .join("  ")
      .trimEnd(),
  );
  const findings = plan.findings.map(
    ({ kind, repository, digest, tags, why }) => `${kind}: ${repository} ${name(tags, digest)}: ${why}`,
  );
  return [...printed, "", ...[...findings, ...plan.warnings].map(printable), ...summary(plan)].join("\n");
}

function summary({ keep, untag, delete: deleted, frees }: CleanUpPlan): string[] {
  if (deleted.length + untag.length === 0) return [`nothing to do; ${keep.length} manifests are kept`];
  const { atLeast, atMost } = frees;
  const range = atLeast === atMost ? sized(atLeast) : `${sized(atLeast)} to ${sized(atMost)}`;
  const tags = untag.length > 0 ? `, ${untag.length} tags to remove` : "";
  return [`${keep.length} manifests to keep, ${deleted.length} to delete${tags}; frees ${range}`];
}

const name = (tags: string[], digest: string): string => (tags.length > 0 ? tags.join(", ") : digest.slice(0, 19));

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in a unit that makes the number short. */
export function sized(bytes: number): string {
  let [value, unit] = [bytes, 0];
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1_000;
  return `${unit === 0 ? value : value.toFixed(value < 9.95 ? 1 : 0)} ${UNITS[unit]}`;
}

/** Text without characters that a terminal would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant.
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
