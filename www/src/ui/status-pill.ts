import { el } from "./dom";
import { capitalised } from "./format";

export type Tone = "good" | "busy" | "bad" | "idle";

/** A pill that shows a status as text and colour. */
export class StatusPill {
  readonly element: HTMLElement;
  readonly #tone: (status: string) => Tone;
  readonly #text = el("span");

  constructor(testId: string, tone: (status: string) => Tone) {
    this.#tone = tone;
    this.element = el("span", { class: "pill", "data-testid": testId }, el("span", { class: "dot" }), this.#text);
  }

  show(status: string): void {
    this.element.dataset.status = status;
    this.element.dataset.tone = this.#tone(status);
    this.#text.textContent = capitalised(status);
  }
}
