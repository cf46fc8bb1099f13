import type { Child } from "./dom";
import { el } from "./dom";
import { type IconName, icon } from "./icons";

/** Creates placeholder rows, as high as the rows to come; `name` is read to screen readers. */
export function loadingRows(rows: number, name: string): HTMLElement {
  const bars = Array.from({ length: rows }, () =>
    el("div", { class: "skeleton-row" }, ...[40, 25, 20].map((width) => el("span", { class: `bar bar-${width}` }))),
  );
  return el(
    "div",
    { class: "loading", role: "status", "data-testid": "loading" },
    el("span", { class: "visually-hidden" }, `Loading ${name}…`),
    ...bars,
  );
}

/** Creates the content of a panel whose list is empty. */
export function emptyState(name: IconName, title: string, text: string, ...actions: Child[]): HTMLElement {
  return el(
    "div",
    { class: "empty", "data-testid": "empty" },
    icon(name),
    el("h3", {}, title),
    el("p", {}, text),
    ...actions,
  );
}
