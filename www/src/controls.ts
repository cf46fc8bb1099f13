import { announce } from "./announce";
import { type Child, el, uniqueId } from "./dom";
import { type IconName, icon } from "./icons";

interface ButtonOptions {
  label: string;
  onClick?: () => void;
  icon?: IconName;
  kind?: "primary" | "danger" | "plain";
  testId?: string;
  submit?: boolean;
}

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

/** A button that shows only an icon; its label is for screen readers and the pointer that rests on it. */
export function iconButton(options: { label: string; icon: IconName; onClick: () => void; testId?: string }) {
  const attributes = { "aria-label": options.label, title: options.label, "data-testid": options.testId };
  const element = el("button", { type: "button", class: "icon-button", ...attributes }, icon(options.icon));
  element.addEventListener("click", options.onClick);
  return element;
}

export function copyButton(text: string, what: string): HTMLButtonElement {
  const element = iconButton({ label: `Copy ${what}`, icon: "copy", onClick: () => void copy(), testId: "copy" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      element.replaceChildren(icon("check"));
      announce(`${what} copied`.replace(/^./, (letter) => letter.toUpperCase()));
      setTimeout(() => element.replaceChildren(icon("copy")), 2_000);
    } catch {
      announce("The browser did not allow copying");
    }
  };
  return element;
}

/** A button that works on something: it stays in place and keeps the focus, but cannot be pressed. */
export function setBusy(element: HTMLButtonElement, busy: boolean): void {
  element.setAttribute("aria-disabled", String(busy));
  element.classList.toggle("is-busy", busy);
}

export function isBusy(element: HTMLButtonElement): boolean {
  return element.getAttribute("aria-disabled") === "true";
}

type Control = HTMLInputElement | HTMLSelectElement;

/** A control under its label, with what helps to fill it. */
export function field(label: string, control: Control, hint?: string): HTMLElement {
  control.id ||= uniqueId("field");
  const children: Child[] = [el("label", { for: control.id }, label), control];
  if (hint) {
    const hintId = uniqueId("hint");
    control.setAttribute("aria-describedby", hintId);
    children.push(el("p", { id: hintId, class: "hint" }, hint));
  }
  return el("div", { class: "field" }, ...children);
}

/** Puts choices into a select; keeps what was chosen when it is still among them. */
export function setChoices(select: HTMLSelectElement, choices: readonly [value: string, label: string][]): void {
  const chosen = select.value;
  select.replaceChildren(...choices.map(([value, label]) => el("option", { value }, label)));
  if (choices.some(([value]) => value === chosen)) {
    select.value = chosen;
  }
}

export function spinner(): HTMLElement {
  return el("span", { class: "spinner", "aria-hidden": "true" });
}
