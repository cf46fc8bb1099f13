import { type Child, el } from "./dom";

// Roles are said, because a table that is laid out as cards on a small screen loses them otherwise.

/** A table with its header; the rows go into `body`. */
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

/** A cell; its label takes the header's place on a small screen. */
export function cell(label: string, ...children: Child[]): HTMLTableCellElement {
  return el("td", { role: "cell", "data-label": label }, ...children);
}
