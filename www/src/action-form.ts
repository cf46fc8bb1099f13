import { button, isBusy, setBusy } from "./controls";
import { type Child, el } from "./dom";
import { errorCard, isAbort } from "./error-card";
import type { Modal } from "./modal";

interface ActionFormOptions {
  modal: Modal;
  /** What the button says. */
  action: string;
  kind: "primary" | "danger";
  testId: string;
  /** The title of the error that shows when it fails. */
  failure: string;
  run: (signal: AbortSignal) => Promise<void>;
}

/** A form inside a modal that does one thing: the modal closes when it is done, and tells when it failed. */
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
        problem.replaceChildren(errorCard(error, { title: options.failure }));
        problem.scrollIntoView({ block: "nearest" });
      }
    } finally {
      setBusy(submit, false);
    }
  };
  return form;
}
