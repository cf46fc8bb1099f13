import { type Child, el, uniqueId } from "./dom";

type Control = HTMLInputElement | HTMLSelectElement;

/** Creates a labelled control with an optional hint below it. */
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

/** Replaces the options of a select; keeps the selected value if it is still offered. */
export function setChoices(select: HTMLSelectElement, choices: readonly [value: string, label: string][]): void {
  const selected = select.value;
  select.replaceChildren(...choices.map(([value, label]) => el("option", { value }, label)));
  if (choices.some(([value]) => value === selected)) {
    select.value = selected;
  }
}

/** Creates a spinner, hidden from screen readers. */
export function spinner(): HTMLElement {
  return el("span", { class: "spinner", "aria-hidden": "true" });
}
