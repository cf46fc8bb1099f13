import { announcements } from "./announce";
import { Api } from "./api";
import { ClustersView } from "./clusters/view";
import { el } from "./dom";
import { CHANGE_TOKEN } from "./error-card";
import { Header } from "./header";
import { openModal } from "./modal";
import { RegistryView } from "./registry/view";
import { initialToken } from "./token";
import { tokenForm } from "./token-form";

const TITLES: Record<string, string> = { databases: "Database clusters", registry: "Container registry" };

/** The page: a header, and below it the section that the address names. */
export class App {
  readonly #header = new Header(() => this.#changeToken());
  readonly #main = el("main", { id: "main" });
  readonly #life = new AbortController();
  #view = new AbortController();
  #token: string | undefined;
  #api: Api | undefined;

  constructor(host: HTMLElement) {
    const skip = el("a", { class: "skip", href: "#main" }, "Skip to content");
    skip.addEventListener("click", (event) => {
      event.preventDefault();
      this.#focusHeading();
    });
    host.replaceChildren(skip, this.#header.element, this.#main, announcements());
    window.addEventListener("hashchange", () => {
      this.#show();
      this.#focusHeading();
    });
    window.addEventListener(CHANGE_TOKEN, () => this.#changeToken());
    window.addEventListener("pagehide", () => this.#view.abort());
    // Back from the browser's cache, where the page was put with its calls ended.
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#show());

    const token = initialToken();
    if (token) {
      this.#use(token);
    } else {
      this.#show();
    }
  }

  #use(token: string): void {
    this.#token = token;
    this.#header.forgetRateLimit();
    const api = new Api(token, (rateLimit) => {
      // A late answer for another token says nothing of this one.
      if (this.#api === api) {
        this.#header.showRateLimit(rateLimit);
      }
    });
    this.#api = api;
    this.#show();
  }

  #show(): void {
    this.#view.abort();
    this.#view = new AbortController();
    const section = location.hash === "#registry" ? "registry" : "databases";
    this.#header.showSection(section);
    document.title = `${TITLES[section]} · digitalocean-wasm`;
    this.#main.replaceChildren(this.#api ? this.#section(section, this.#api) : this.#welcome());
  }

  #section(section: string, api: Api): HTMLElement {
    const View = section === "registry" ? RegistryView : ClustersView;
    return new View(api, this.#view.signal).element;
  }

  #welcome(): HTMLElement {
    return el(
      "section",
      { class: "view view-narrow", "data-testid": "welcome" },
      el("h1", { tabindex: "-1" }, "Which account?"),
      el("p", { class: "summary" }, "An API token opens it. It is kept in this page's memory and is gone on reload."),
      el(
        "div",
        { class: "panel panel-padded" },
        tokenForm(undefined, (token) => this.#use(token)),
      ),
    );
  }

  #changeToken(): void {
    const modal = openModal({ title: "API token", testId: "token-dialog", scope: this.#life.signal });
    modal.body.append(
      tokenForm(this.#token, (token) => {
        modal.close();
        this.#use(token);
      }),
    );
    modal.body.querySelector("input")?.focus();
  }

  #focusHeading(): void {
    this.#main.querySelector("h1")?.focus();
  }
}
