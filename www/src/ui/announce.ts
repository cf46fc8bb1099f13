import { el } from "./dom";

/** Milliseconds that an announcement is shown. */
const DURATION = 5_000;

const region = el("div", {
  class: "announcements",
  role: "status",
  "aria-live": "polite",
  "data-testid": "announcement",
});
let timer: ReturnType<typeof setTimeout> | undefined;

/** The live region of the page. Add it before the first announcement, or screen readers miss that one. */
export function announcements(): HTMLElement {
  return region;
}

/** Shows a message for a few seconds and has screen readers read it; `visuallyHidden` does only the latter. */
export function announce(text: string, { visuallyHidden = false } = {}): void {
  clearTimeout(timer);
  region.replaceChildren(el("p", { class: visuallyHidden ? "visually-hidden" : "announcement" }, text));
  timer = setTimeout(() => region.replaceChildren(), DURATION);
}
