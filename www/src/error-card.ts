import { AbortError, APIError, AuthenticationError, isDigitalOceanError } from "digitalocean-wasm";
import { button, copyButton } from "./controls";
import { type Child, el } from "./dom";
import { icon } from "./icons";

/** Asks for another token; whoever holds the token listens. */
export const CHANGE_TOKEN = "change-token";

interface ErrorCardOptions {
  title: string;
  retry?: (() => void) | undefined;
}

/** Whether this is no failure: the page itself gave up, because nobody waits for the answer any more. */
export function isAbort(error: unknown): boolean {
  return error instanceof AbortError || (error instanceof DOMException && error.name === "AbortError");
}

export function errorCard(error: unknown, { title, retry }: ErrorCardOptions): HTMLElement {
  const actions: Child[] = [];
  if (retry) {
    actions.push(button({ label: "Retry", onClick: retry, testId: "retry" }));
  }
  if (error instanceof AuthenticationError) {
    actions.push(button({ label: "Change token", icon: "key", onClick: askForToken }));
  }
  return el(
    "div",
    { class: "error-card", role: "alert", "data-testid": "error-card" },
    icon("alert"),
    el(
      "div",
      { class: "error-text" },
      el("h3", {}, title),
      el("p", { "data-testid": "error-message" }, message(error)),
      el("dl", { class: "error-facts" }, ...facts(error)),
    ),
    el("div", { class: "error-actions" }, ...actions),
  );
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function facts(error: unknown): HTMLElement[] {
  if (!isDigitalOceanError(error)) {
    return [];
  }
  const rows = [fact("Code", error.code, "error-code")];
  if (error instanceof APIError) {
    rows.push(fact("Status", String(error.status), "error-status"));
  }
  if (error.requestId) {
    rows.push(fact("Request id", error.requestId, "error-request-id", copyButton(error.requestId, "request id")));
  }
  return rows;
}

function fact(name: string, value: string, testId: string, ...more: Child[]): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, el("code", { "data-testid": testId }, value), ...more));
}

function askForToken(): void {
  window.dispatchEvent(new Event(CHANGE_TOKEN));
}
