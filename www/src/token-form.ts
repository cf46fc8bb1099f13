import { button, field } from "./controls";
import { el } from "./dom";
import { forget, initialToken, isRemembered, remember } from "./token";

/** Asks for the token. It stays in memory, unless it is to be remembered in this tab. */
export function tokenForm(current: string | undefined, use: (token: string) => void): HTMLFormElement {
  const input = el("input", {
    type: "password",
    required: true,
    value: current ?? initialToken() ?? "",
    autocomplete: "off",
    spellcheck: "false",
    "data-testid": "token-input",
  });
  const keep = el("input", { type: "checkbox", checked: isRemembered(), "data-testid": "token-remember" });
  const form = el(
    "form",
    { class: "form", "data-testid": "token-form" },
    field("API token", input, "Sent to the API and nowhere else."),
    el("label", { class: "check" }, keep, el("span", {}, "Remember until this tab is closed")),
    el(
      "div",
      { class: "form-actions" },
      button({ label: "Use token", kind: "primary", submit: true, testId: "token-use" }),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const token = input.value.trim();
    if (keep.checked) {
      remember(token);
    } else {
      forget();
    }
    use(token);
  });
  return form;
}
