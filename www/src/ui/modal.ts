import { iconButton } from "./buttons";
import { type Child, el, uniqueId } from "./dom";

interface ModalOptions {
  title: string;
  testId: string;
  /** Closes the modal when it is aborted. */
  scope: AbortSignal;
  kind?: "dialog" | "drawer";
  /** Receives the focus on close, if the opener is gone or disabled. */
  fallback?: HTMLElement | undefined;
}

/** An open modal; its signal `closed` is aborted when it closes. */
export interface Modal {
  body: HTMLElement;
  closed: AbortSignal;
  close(): void;
}

/** Opens a modal dialog, or a drawer at the side that a click outside closes. */
export function openModal(
  { title, testId, scope, kind = "dialog", fallback }: ModalOptions,
  ...content: Child[]
): Modal {
  const titleId = uniqueId("title");
  const opener = document.activeElement;
  const closing = new AbortController();
  const body = el("div", { class: "modal-body" }, ...content);
  const closer = iconButton({ label: "Close", icon: "close", onClick: () => element.close(), testId: "close" });
  const element = el(
    "dialog",
    { class: `modal modal-${kind}`, "aria-labelledby": titleId, "data-testid": testId },
    el("div", { class: "modal-header" }, el("h2", { id: titleId }, title), closer),
    body,
  );

  element.addEventListener("close", () => {
    closing.abort();
    element.remove();
    if (!opener?.isConnected || opener.matches(":disabled")) {
      fallback?.focus();
    }
  });
  if (kind === "drawer") {
    element.addEventListener("click", ({ target }) => target === element && element.close());
  }
  scope.addEventListener("abort", () => element.close(), { signal: closing.signal });
  document.body.append(element);
  element.showModal();
  return { body, closed: closing.signal, close: () => element.close() };
}
