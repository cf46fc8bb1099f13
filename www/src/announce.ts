import { el } from "./dom";

const SHOWN_FOR = 5_000;

const region = el("div", {
  class: "announcements",
  role: "status",
  "aria-live": "polite",
  "data-testid": "announcement",
});
let timer: ReturnType<typeof setTimeout> | undefined;

/** The place where announcements appear; there before the first one, or screen readers would miss it. */
export function announcements(): HTMLElement {
  return region;
}

/** Tells of something that happened; only to screen readers when the eye sees it elsewhere. */
export function announce(text: string, { aloudOnly = false } = {}): void {
  clearTimeout(timer);
  region.replaceChildren(el("p", { class: aloudOnly ? "visually-hidden" : "announcement" }, text));
  timer = setTimeout(() => region.replaceChildren(), SHOWN_FOR);
}
