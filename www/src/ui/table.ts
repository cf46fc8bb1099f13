import { type Child, el } from "./dom";

// Roles are explicit: CSS that lays a table out as cards on small screens removes the implicit ones.

/** Creates a table with its header row; rows go into `body`. An empty column name is read as "Actions". */
export function table(label: string, className: string, columns: readonly string[]) {
  const header = el(
    "tr",
    { role: "row" },
    ...columns.map((column) =>
      el("th", { scope: "col", role: "columnheader" }, column || el("span", { class: "visually-hidden" }, "Actions")),
    ),
  );
  const body = el("tbody", { role: "rowgroup" });
  const head = el("thead", { role: "rowgroup" }, header);
  const element = el("table", { class: `table ${className}`, role: "table", "aria-label": label }, head, body);
  return { element, body };
}

/** Creates a cell; on small screens its label stands beside the content in place of the header. */
export function cell(label: string, ...children: Child[]): HTMLTableCellElement {
  return el("td", { role: "cell", "data-label": label }, ...children);
}
