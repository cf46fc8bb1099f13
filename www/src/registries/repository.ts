import type { DigitalOcean } from "digitalocean-wasm";
import { registryHash } from "../route";
import { el } from "../ui/dom";
import { icon } from "../ui/icons";
import type { PagedTable } from "../ui/paged-table";
import { manifestsTable } from "./manifests";
import { tagsTable } from "./tags";

/** A repository that is shown: its names, and where its dialogs belong. */
export interface RepositoryContext {
  registry: string;
  repository: string;
  scope: AbortSignal;
  heading: HTMLElement;
}

type Tab = "manifests" | "tags";

/** The manifests or the tags of a repository. */
export class RepositoryPanel {
  readonly element: HTMLElement;
  readonly #client: DigitalOcean;
  readonly #context: RepositoryContext;
  readonly #summary = el("div");
  readonly #content = el("div");
  readonly #tabs: Record<Tab, HTMLButtonElement>;
  #scope = new AbortController();
  #table: PagedTable<unknown> | undefined;
  #readOnly = false;

  constructor(client: DigitalOcean, registry: string, repository: string, scope: AbortSignal) {
    const heading = el("h2", { tabindex: "-1", "data-testid": "repository-name" }, repository);
    this.#client = client;
    this.#context = { registry, repository, scope, heading };
    this.#tabs = { manifests: this.#tab("manifests", "Manifests"), tags: this.#tab("tags", "Tags") };
    const back = el("a", { class: "back", href: registryHash(registry), "data-testid": "back" });
    back.append(icon("previous"), el("span", {}, "All repositories"));
    const tabs = el("div", { class: "segments", role: "group", "aria-label": "Show" }, ...Object.values(this.#tabs));
    this.element = el(
      "section",
      { class: "panel", "aria-label": `Repository ${repository}`, "data-testid": "repository" },
      el("div", { class: "panel-header" }, el("div", {}, back, heading, this.#summary), tabs),
      this.#content,
    );
    this.#open("manifests");
  }

  focus(): void {
    this.#context.heading.focus();
  }

  /** Shows the first page again: a garbage collection may have deleted manifests. */
  reset(): void {
    this.#table?.reset();
  }

  setReadOnly(readOnly: boolean): void {
    this.#readOnly = readOnly;
    this.#table?.setReadOnly(readOnly);
  }

  #tab(tab: Tab, label: string): HTMLButtonElement {
    const element = el("button", { type: "button", class: "segment", "data-testid": `show-${tab}` }, label);
    element.addEventListener("click", () => this.#open(tab));
    return element;
  }

  #open(tab: Tab): void {
    this.#scope.abort();
    this.#scope = new AbortController();
    for (const [name, button] of Object.entries(this.#tabs)) {
      button.setAttribute("aria-pressed", String(name === tab));
    }
    const context = { ...this.#context, scope: AbortSignal.any([this.#context.scope, this.#scope.signal]) };
    const table = tab === "tags" ? tagsTable(this.#client, context) : manifestsTable(this.#client, context);
    table.setReadOnly(this.#readOnly);
    this.#table = table as PagedTable<unknown>;
    this.#summary.replaceChildren(table.summary);
    this.#content.replaceChildren(table.element);
  }
}
