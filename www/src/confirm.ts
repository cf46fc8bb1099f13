import { actionForm } from "./action-form";
import { field } from "./controls";
import { el } from "./dom";
import { openModal } from "./modal";

interface ConfirmOptions {
  title: string;
  text: string;
  action: string;
  failure: string;
  scope: AbortSignal;
  /** To be typed before a loss that nothing brings back. */
  typed?: string;
  /** Where the focus goes afterwards. */
  fallback: HTMLElement;
  run: (signal: AbortSignal) => Promise<void>;
}

/** Asks before something is destroyed, and does it. */
export function confirmAction(options: ConfirmOptions): void {
  const { title, scope, fallback } = options;
  const modal = openModal({ title, scope, fallback, testId: "confirm-dialog" });
  const { action, failure } = options;
  const run = async (signal: AbortSignal) => {
    await options.run(signal);
    // What opened this is about to go.
    modal.closed.addEventListener("abort", () => fallback.focus());
  };
  const fields = [el("p", {}, options.text), ...(options.typed ? [typedField(options.typed)] : [])];
  modal.body.append(actionForm({ modal, action, failure, run, kind: "danger", testId: "confirm" }, ...fields));
  modal.body.querySelector<HTMLElement>("input, [data-testid=cancel]")?.focus();
}

function typedField(expected: string): HTMLElement {
  const input = el("input", { type: "text", required: true, autocomplete: "off", spellcheck: "false" });
  input.dataset.testid = "confirm-name";
  const check = () => input.setCustomValidity(input.value === expected ? "" : `Type ${expected} to go on`);
  input.addEventListener("input", check);
  check();
  return field(`Type ${expected} to confirm`, input);
}
