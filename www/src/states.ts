import type { Child } from "./dom";
import { el } from "./dom";
import { type IconName, icon } from "./icons";

/** Stands where rows will be, as high as they will be. */
export function loadingRows(rows: number, what: string): HTMLElement {
  const bars = Array.from({ length: rows }, () =>
    el("div", { class: "skeleton-row" }, ...[40, 25, 20].map((width) => el("span", { class: `bar bar-${width}` }))),
  );
  return el(
    "div",
    { class: "loading", role: "status", "data-testid": "loading" },
    el("span", { class: "visually-hidden" }, `Loading ${what}…`),
    ...bars,
  );
}

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
