import { announce } from "./announce";
import { el } from "./dom";
import { type IconName, icon } from "./icons";

interface ButtonOptions {
  label: string;
  onClick?: () => void;
  icon?: IconName;
  kind?: "primary" | "danger" | "plain";
  testId?: string;
  submit?: boolean;
}

/** Creates a button with a label and, optionally, an icon before it. */
export function button(options: ButtonOptions): HTMLButtonElement {
  const { label, onClick, kind = "plain" } = options;
  const element = el(
    "button",
    {
      type: options.submit ? "submit" : "button",
      class: `button button-${kind}`,
      "data-testid": options.testId,
    },
    ...(options.icon ? [icon(options.icon)] : []),
    el("span", {}, label),
  );
  if (onClick) {
    element.addEventListener("click", onClick);
  }
  return element;
}

/** Creates a button that shows only an icon; its label is the tooltip and the name for screen readers. */
export function iconButton(options: { label: string; icon: IconName; onClick: () => void; testId?: string }) {
  const attributes = { "aria-label": options.label, title: options.label, "data-testid": options.testId };
  const element = el("button", { type: "button", class: "icon-button", ...attributes }, icon(options.icon));
  element.addEventListener("click", options.onClick);
  return element;
}

/** Creates a button that copies `text`; `name` says in its label and in the announcement which text that is. */
export function copyButton(text: string, name: string): HTMLButtonElement {
  const element = iconButton({ label: `Copy ${name}`, icon: "copy", onClick: () => void copy(), testId: "copy" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      element.replaceChildren(icon("check"));
      announce(`${name} copied`.replace(/^./, (letter) => letter.toUpperCase()));
      setTimeout(() => element.replaceChildren(icon("copy")), 2_000);
    } catch {
      announce("The browser did not allow copying");
    }
  };
  return element;
}

/** Marks a button as busy: it keeps its place and the focus, and shows a spinner. */
export function setBusy(element: HTMLButtonElement, busy: boolean): void {
  element.setAttribute("aria-disabled", String(busy));
  element.classList.toggle("is-busy", busy);
}

/** Whether a button is busy, so that a click must be ignored. */
export function isBusy(element: HTMLButtonElement): boolean {
  return element.getAttribute("aria-disabled") === "true";
}
