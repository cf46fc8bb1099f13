import type { Api } from "../api";
import { button, field } from "../controls";
import { el } from "../dom";
import { Latest } from "../latest";
import { GarbageCollectionPanel } from "./garbage-collection";
import { ManifestsPanel } from "./manifests";

/** A registry: the manifests of one of its repositories, and its garbage collections. */
export class RegistryView {
  readonly element: HTMLElement;
  readonly #api: Api;
  readonly #shown: Latest;
  readonly #registry = nameInput("registry", "example");
  readonly #repository = nameInput("repository", "my/repo");
  readonly #panels = el("div", { class: "panels" });

  constructor(api: Api, scope: AbortSignal) {
    this.#api = api;
    this.#shown = new Latest(scope);
    const form = el(
      "form",
      { class: "toolbar", "data-testid": "registry-form" },
      field("Registry", this.#registry),
      field("Repository", this.#repository),
      button({ label: "Show", submit: true, testId: "registry-show" }),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#show();
    });
    this.element = el(
      "section",
      { class: "view", "data-testid": "registry" },
      el(
        "div",
        { class: "view-header" },
        el(
          "div",
          {},
          el("h1", { tabindex: "-1" }, "Container registry"),
          el("p", { class: "summary" }, "Images of a repository, and the storage they leave behind"),
        ),
      ),
      form,
      this.#panels,
    );
    this.#show();
  }

  #show(): void {
    const signal = this.#shown.begin();
    const [registry, repository] = [this.#registry.value.trim(), this.#repository.value.trim()];
    const manifests = new ManifestsPanel(this.#api, registry, repository, signal);
    const collection = new GarbageCollectionPanel(this.#api, registry, signal, {
      running: () => manifests.setReadOnly(true),
      idle: (removed) => {
        manifests.setReadOnly(false);
        if (removed) {
          manifests.reload();
        }
      },
    });
    this.#panels.replaceChildren(manifests.element, collection.element);
  }
}

function nameInput(name: string, value: string): HTMLInputElement {
  return el("input", {
    type: "text",
    name,
    value,
    required: true,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "data-testid": `${name}-name`,
  });
}
