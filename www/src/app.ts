import type { DigitalOcean } from "digitalocean-wasm";
import { createClient } from "./client";
import { ClustersView } from "./clusters/view";
import { Header } from "./header";
import { RegistriesView } from "./registries/view";
import { type Route, readRoute } from "./route";
import { forget, initialToken } from "./token";
import { tokenForm } from "./token-form";
import { announcements } from "./ui/announce";
import { el } from "./ui/dom";
import { CHANGE_TOKEN } from "./ui/error-card";
import { openModal } from "./ui/modal";

const TITLES = { databases: "Database clusters", registries: "Container registries" };

/** The page: a header, and below it the section that the address names. */
export class App {
  readonly #header = new Header(() => this.#changeToken());
  readonly #main = el("main", { id: "main" });
  readonly #life = new AbortController();
  #scope = new AbortController();
  #token: string | undefined;
  #client: DigitalOcean | undefined;
  #section: Route["section"] | undefined;
  #registries: RegistriesView | undefined;

  constructor(host: HTMLElement) {
    const skip = el("a", { class: "skip", href: "#main" }, "Skip to content");
    skip.addEventListener("click", (event) => {
      event.preventDefault();
      this.#focusHeading();
    });
    host.replaceChildren(skip, this.#header.element, this.#main, announcements());
    window.addEventListener("hashchange", () => this.#navigate());
    window.addEventListener(CHANGE_TOKEN, () => this.#changeToken());
    window.addEventListener("pagehide", () => this.#scope.abort());
    // The back/forward cache restores a page whose calls were aborted.
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#render());
    this.#start(initialToken());
  }

  /** Renders with the token to start with; a remembered one that cannot be used comes back into the form. */
  #start(token: string | undefined): void {
    let error: unknown;
    try {
      if (token !== undefined) {
        this.#use(token);
        return;
      }
    } catch (reason) {
      forget();
      error = reason;
    }
    this.#render();
    this.#main.replaceChildren(this.#welcome(token, error));
  }

  /** Switches to a token. Throws if it cannot be one, and then keeps the one before. */
  #use(token: string): void {
    const client = createClient(token, (rateLimit) => {
      // A late response for another token must not overwrite this one's rate limit.
      if (this.#client === client) {
        this.#header.showRateLimit(rateLimit);
      }
    });
    this.#client = client;
    this.#token = token;
    this.#header.clearRateLimit();
    this.#render();
  }

  #navigate(): void {
    const route = readRoute();
    if (this.#registries && route.section === this.#section) {
      this.#registries.show(route);
      return;
    }
    this.#render();
    this.#focusHeading();
  }

  #render(): void {
    this.#scope.abort();
    this.#scope = new AbortController();
    const route = readRoute();
    this.#section = route.section;
    this.#registries = undefined;
    this.#header.showSection(route.section);
    document.title = `${TITLES[route.section]} · digitalocean-wasm`;
    this.#main.replaceChildren(this.#client ? this.#view(route, this.#client) : this.#welcome());
  }

  #view(route: Route, client: DigitalOcean): HTMLElement {
    if (route.section === "registries") {
      this.#registries = new RegistriesView(client, this.#scope.signal, route);
      return this.#registries.element;
    }
    return new ClustersView(client, this.#scope.signal).element;
  }

  #welcome(token?: string, error?: unknown): HTMLElement {
    return el(
      "section",
      { class: "view view-narrow", "data-testid": "welcome" },
      el(
        "div",
        {},
        el("h1", { tabindex: "-1" }, "Sign in with an API token"),
        el("p", { class: "summary" }, "It selects the account, and is kept in memory until a reload."),
      ),
      el("div", { class: "panel panel-padded" }, tokenForm({ token, error, apply: (value) => this.#use(value) })),
    );
  }

  #changeToken(): void {
    const modal = openModal({ title: "API token", testId: "token-dialog", scope: this.#life.signal });
    const apply = (token: string) => {
      this.#use(token);
      modal.close();
    };
    modal.body.append(tokenForm({ token: this.#token ?? initialToken(), apply }));
    modal.body.querySelector("input")?.focus();
  }

  #focusHeading(): void {
    this.#main.querySelector("h1")?.focus();
  }
}
