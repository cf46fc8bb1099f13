import { iconButton } from "./controls";
import { type Child, el, uniqueId } from "./dom";

interface ModalOptions {
  title: string;
  testId: string;
  /** The modal goes with the view that opened it. */
  scope: AbortSignal;
  kind?: "dialog" | "drawer";
  /** Where the focus goes when what opened the modal is gone or disabled. */
  fallback?: HTMLElement | undefined;
}

/** A modal that is open; `closed` is aborted when it no longer is. */
export interface Modal {
  body: HTMLElement;
  closed: AbortSignal;
  close(): void;
}

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
