import { actionForm } from "./action-form";
import { field } from "./controls";
import { el } from "./dom";
import { openModal } from "./modal";

interface ConfirmOptions {
  title: string;
  text: string;
  /** Label of the submit button. */
  action: string;
  /** Title of the error card when `run` rejects. */
  failure: string;
  /** Closes the dialog when it is aborted. */
  scope: AbortSignal;
  /** Text that the user must type, for a loss that cannot be undone. */
  typed?: string;
  /** Receives the focus afterwards, because the row with the opener is gone. */
  fallback: HTMLElement;
  /** Performs the action. Its signal is aborted when the dialog closes. */
  run: (signal: AbortSignal) => Promise<void>;
}

/** Opens a dialog that asks before something is deleted, then deletes it. */
export function confirmAction(options: ConfirmOptions): void {
  const { title, scope, fallback } = options;
  const modal = openModal({ title, scope, fallback, testId: "confirm-dialog" });
  const { action, failure } = options;
  const run = async (signal: AbortSignal) => {
    await options.run(signal);
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
