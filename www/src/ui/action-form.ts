import { button, isBusy, setBusy } from "./buttons";
import { type Child, el } from "./dom";
import { errorCard, isAbort } from "./error-card";
import type { Modal } from "./modal";

interface ActionFormOptions {
  modal: Modal;
  /** Label of the submit button. */
  action: string;
  kind: "primary" | "danger";
  testId: string;
  /** Title of the error card when `run` rejects. */
  failure: string;
  /** Performs the action. Its signal is aborted when the modal closes. */
  run: (signal: AbortSignal) => Promise<void>;
  /** Returns the card for an error that needs more than the usual one; `undefined` for all others. */
  describeError?: (error: unknown) => HTMLElement | undefined;
}

/** Creates a form in a modal that performs one action; then it closes the modal, or shows the error. */
export function actionForm(options: ActionFormOptions, ...fields: Child[]): HTMLFormElement {
  const { modal } = options;
  const problem = el("div", { class: "form-problem" });
  const submit = button({ label: options.action, kind: options.kind, testId: options.testId, submit: true });
  const cancel = button({ label: "Cancel", onClick: modal.close, testId: "cancel" });
  const form = el("form", { class: "form" }, ...fields, problem, el("div", { class: "form-actions" }, cancel, submit));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isBusy(submit)) {
      void perform();
    }
  });
  const perform = async () => {
    setBusy(submit, true);
    problem.replaceChildren();
    try {
      await options.run(modal.closed);
      modal.close();
    } catch (error) {
      if (!isAbort(error)) {
        problem.replaceChildren(options.describeError?.(error) ?? errorCard(error, { title: options.failure }));
        problem.scrollIntoView({ block: "nearest" });
      }
    } finally {
      setBusy(submit, false);
    }
  };
  return form;
}
