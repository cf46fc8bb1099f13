import { spinner } from "../ui/controls";
import { el } from "../ui/dom";
import { capitalised } from "../ui/format";
import { icon } from "../ui/icons";
import { RARE_STEP, STEPS } from "./statuses";

const NOTES: Record<string, string> = {
  "waiting for write JWTs to expire": "Up to 15 minutes, so that no push is half done.",
};

/** The steps of a garbage collection, with the current one marked. */
export class Steps {
  readonly element = el("ol", { class: "steps", "data-testid": "gc-steps" });
  #steps = [...STEPS];
  #reached = -1;

  show(status: string): void {
    if (status === RARE_STEP && !this.#steps.includes(status)) {
      this.#steps.splice(2, 0, status);
    }
    const position = this.#steps.indexOf(status);
    // A status outside the steps, such as `cancelling`, keeps the steps that are done.
    this.#reached = Math.max(this.#reached, position);
    this.element.replaceChildren(...this.#steps.map((step, index) => this.#item(step, index, position)));
  }

  #item(step: string, index: number, position: number): HTMLElement {
    const isCurrent = index === position;
    const isDone = index < this.#reached;
    const mark = isCurrent ? spinner() : isDone ? icon("check") : "";
    const text = el("div", {}, el("span", {}, capitalised(step)));
    if (isCurrent && NOTES[step]) {
      text.append(el("span", { class: "secondary" }, NOTES[step]));
    }
    return el(
      "li",
      {
        class: isCurrent ? "step is-current" : isDone ? "step is-done" : "step",
        "aria-current": isCurrent ? "step" : undefined,
      },
      el("span", { class: "step-mark" }, mark),
      text,
    );
  }
}
