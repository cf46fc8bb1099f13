import { forget, isRemembered, remember } from "./token";
import { button } from "./ui/buttons";
import { field } from "./ui/controls";
import { el } from "./ui/dom";
import { errorCard } from "./ui/error-card";

interface TokenFormOptions {
  /** Value of the input. */
  token?: string | undefined;
  /** Error to show from the start: why `token` cannot be used. */
  error?: unknown;
  /** Applies the token. When it throws, the form shows the error and stays. */
  apply: (token: string) => void;
}

/** Creates the form for the API token. The token stays in memory, unless this tab should remember it. */
export function tokenForm({ token = "", error, apply }: TokenFormOptions): HTMLFormElement {
  const input = el("input", {
    type: "password",
    required: true,
    value: token,
    autocomplete: "off",
    spellcheck: "false",
    "data-testid": "token-input",
  });
  const keep = el("input", { type: "checkbox", checked: isRemembered(), "data-testid": "token-remember" });
  const problem = el("div", { class: "form-problem" });
  const form = el(
    "form",
    { class: "form", "data-testid": "token-form" },
    field("API token", input, "Sent to the API and nowhere else."),
    el("label", { class: "check" }, keep, el("span", {}, "Remember until this tab is closed")),
    problem,
    el(
      "div",
      { class: "form-actions" },
      button({ label: "Use token", kind: "primary", submit: true, testId: "token-use" }),
    ),
  );
  const showError = (reason: unknown) => {
    input.setAttribute("aria-invalid", "true");
    problem.replaceChildren(errorCard(reason, { title: "This token cannot be used" }));
  };
  const submit = () => {
    const value = input.value.trim();
    try {
      apply(value);
    } catch (reason) {
      showError(reason);
      input.select();
      return;
    }
    if (keep.checked) {
      remember(value);
    } else {
      forget();
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    problem.replaceChildren();
  });
  if (error !== undefined) {
    showError(error);
  }
  return form;
}
