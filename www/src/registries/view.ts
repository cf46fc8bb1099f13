import type { DigitalOcean, Registry } from "digitalocean-wasm";
import type { Route } from "../route";
import { el, setText } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { count, formatBytes } from "../ui/format";
import { Latest } from "../ui/latest";
import { emptyState, loadingRows } from "../ui/states";
import { RegistryCards } from "./registry-cards";
import { RegistryPanels } from "./registry-panels";

/** The registries of the account, and the one that is open. */
export class RegistriesView {
  readonly element: HTMLElement;
  readonly #client: DigitalOcean;
  readonly #loads: Latest;
  readonly #opened: Latest;
  readonly #summary = el("p", { class: "summary", "aria-live": "polite", "data-testid": "registry-count" }, "\u00a0");
  readonly #problem = el("div", { class: "problem" });
  readonly #cards = new RegistryCards();
  readonly #content = el("div", { class: "registry-content" });
  #route: Route;
  #registries: readonly Registry[] | undefined;
  #panels: RegistryPanels | undefined;

  constructor(client: DigitalOcean, scope: AbortSignal, route: Route) {
    this.#client = client;
    this.#loads = new Latest(scope);
    this.#opened = new Latest(scope);
    this.#route = route;
    const heading = el("h1", { tabindex: "-1" }, "Container registries");
    this.element = el(
      "section",
      { class: "view", "data-testid": "registries" },
      el("div", { class: "view-header" }, el("div", {}, heading, this.#summary)),
      this.#problem,
      this.#cards.element,
      this.#content,
    );
    this.#content.append(el("div", { class: "panel" }, loadingRows(4, "registries")));
    void this.#load();
  }

  /** Shows another registry or repository. */
  show(route: Route): void {
    this.#route = route;
    this.#render();
  }

  async #load(): Promise<void> {
    const signal = this.#loads.start();
    try {
      const registries = await this.#client.registries.list({ signal }).all();
      // A newer load may have started since the response.
      signal.throwIfAborted();
      this.#registries = registries;
      this.#render();
    } catch (error) {
      this.#showError(error);
    }
  }

  #render(): void {
    const registries = this.#registries;
    if (!registries) {
      return;
    }
    const current = this.#route.registry ?? registries[0]?.name;
    setText(this.#summary, describe(registries));
    this.#problem.replaceChildren();
    this.#cards.render(registries, current);
    if (registries.some(({ name }) => name === current)) {
      this.#open(current as string);
    } else {
      this.#panels = undefined;
      this.#opened.start();
      this.#content.replaceChildren(el("div", { class: "panel" }, missing(current)));
    }
  }

  #open(registry: string): void {
    if (this.#panels?.registry !== registry) {
      const onChange = () => void this.#load();
      this.#panels = new RegistryPanels(this.#client, registry, this.#opened.start(), onChange);
      this.#content.replaceChildren(this.#panels.element);
    }
    this.#panels.show(this.#route.repository);
  }

  #showError(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    const retry = () => void this.#load();
    if (this.#registries) {
      // The registries that were loaded stay readable below the error.
      this.#problem.replaceChildren(errorCard(error, { title: "The registries could not be refreshed", retry }));
    } else {
      const card = errorCard(error, { title: "The registries could not be loaded", retry });
      this.#content.replaceChildren(el("div", { class: "panel" }, card));
    }
  }
}

function describe(registries: readonly Registry[]): string {
  const bytes = registries.reduce((sum, { storage_usage_bytes }) => sum + storage_usage_bytes, 0);
  const used = registries.length > 0 ? `, ${formatBytes(bytes)} used` : "";
  return count(registries.length, "registry", "registries") + used;
}

function missing(name: string | undefined): HTMLElement {
  return name
    ? emptyState("registry", `No registry named “${name}”`, "This account has no registry of that name.")
    : emptyState(
        "registry",
        "No registries yet",
        "Create one in DigitalOcean's control panel, and its images appear here.",
      );
}
