// The table of docs/decisions/README.md, made from the first lines of each record.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

const folder = join(root, "docs", "decisions");
const RECORD = /^# (\d+)\. (.+)\n\n(\d{4}-\d{2}-\d{2}) · (.+)\n\n/;

/** The records in the order of their numbers. Throws when one does not begin with number, title, date and status. */
export function decisionsTable() {
  const rows = readdirSync(folder)
    .filter((file) => /^\d/.test(file))
    .sort()
    .map((file) => {
      const [, number, title, date, status] = RECORD.exec(readFileSync(join(folder, file), "utf8")) ?? [];
      const slug = title?.toLowerCase().replace(/[^a-z0-9]+/g, "-");
      if (file !== `${String(number).padStart(4, "0")}-${slug}.md`) {
        throw new Error(
          `docs/decisions/${file} must begin with "# number. title" and "date · status", as its name says`,
        );
      }
      return `| ${number} | [${title}](${file}) | ${date} | ${status} |`;
    });
  return `| | decision | date | status |\n|---|---|---|---|\n${rows.join("\n")}`;
}
