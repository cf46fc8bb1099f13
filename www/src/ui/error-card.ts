import { AbortError, APIError, AuthenticationError, isDigitalOceanError } from "digitalocean-wasm";
import { button, copyButton } from "./buttons";
import { type Child, el } from "./dom";
import { icon } from "./icons";

/** Name of the event that asks the page for another token. */
export const CHANGE_TOKEN = "change-token";

interface ErrorCardOptions {
  title: string;
  /** Tries again; without it there is no such button. */
  retry?: (() => void) | undefined;
  /** More buttons, after "Retry". */
  actions?: Child[] | undefined;
}

/** Whether an error comes from the page's own abort signal, because the user moved on. */
export function isAbort(error: unknown): boolean {
  return error instanceof AbortError || (error instanceof DOMException && error.name === "AbortError");
}

/** Creates a card with the message, hint, code, status, scopes and request id of an error. */
export function errorCard(error: unknown, { title, retry, actions = [] }: ErrorCardOptions): HTMLElement {
  const buttons: Child[] = [];
  if (retry) {
    buttons.push(button({ label: "Retry", onClick: retry, testId: "retry" }));
  }
  buttons.push(...actions);
  if (error instanceof AuthenticationError) {
    buttons.push(button({ label: "Change token", icon: "key", onClick: requestToken, testId: "change-token" }));
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
      ...hint(error),
      el("dl", { class: "error-facts" }, ...facts(error)),
    ),
    el("div", { class: "error-actions" }, ...buttons),
  );
}

function message(error: unknown): string {
  return sentence(error instanceof Error ? error.message : String(error));
}

function hint(error: unknown): Child[] {
  return isDigitalOceanError(error) && error.hint
    ? [el("p", { class: "error-hint", "data-testid": "error-hint" }, sentence(error.hint))]
    : [];
}

/** Begins a text with a capital and ends it with a full stop; a field's path in front stays as it is. */
function sentence(text: string): string {
  const start = /^[a-z]+(?= )/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}

function facts(error: unknown): HTMLElement[] {
  if (!isDigitalOceanError(error)) {
    return [];
  }
  const rows = [fact("Code", error.code, "error-code")];
  if (error instanceof APIError) {
    rows.push(fact("Status", String(error.status), "error-status"));
  }
  if ("scopes" in error && Array.isArray(error.scopes)) {
    rows.push(fact("Scopes needed", error.scopes.join(", "), "error-scopes"));
  }
  if (error.requestId) {
    rows.push(fact("Request id", error.requestId, "error-request-id", copyButton(error.requestId, "request id")));
  }
  return rows;
}

function fact(name: string, value: string, testId: string, ...more: Child[]): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, el("code", { "data-testid": testId }, value), ...more));
}

function requestToken(): void {
  window.dispatchEvent(new Event(CHANGE_TOKEN));
}
