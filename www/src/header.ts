import type { RateLimit } from "digitalocean-wasm";
import { API_NAME } from "./client";
import { button } from "./ui/buttons";
import { el } from "./ui/dom";
import { formatCount, formatTime } from "./ui/format";
import { type IconName, icon } from "./ui/icons";

/** The bar at the top: sections, address of the API, rate limit and token. */
export class Header {
  readonly element: HTMLElement;
  readonly #links: Map<string, HTMLAnchorElement>;
  readonly #rateLimit = el("span", { class: "rate-limit", "data-testid": "rate-limit" }, "—");

  constructor(changeToken: () => void) {
    this.#links = new Map([
      ["databases", link("databases", "Databases", "database")],
      ["registries", link("registries", "Registries", "box")],
    ]);
    const logo = el("img", { src: "/favicon.svg", alt: "", width: 24, height: 24 });
    this.element = el(
      "header",
      { class: "top" },
      el("div", { class: "brand" }, logo, el("span", {}, "digitalocean-wasm")),
      el("nav", { class: "tabs", "aria-label": "Sections" }, ...this.#links.values()),
      el(
        "dl",
        { class: "connection" },
        el("div", {}, el("dt", {}, "API"), el("dd", {}, el("code", { "data-testid": "api-address" }, API_NAME))),
        el("div", {}, el("dt", {}, "Requests left"), el("dd", {}, this.#rateLimit)),
      ),
      button({ label: "Token", icon: "key", onClick: changeToken, testId: "token" }),
    );
  }

  showSection(section: string): void {
    for (const [name, anchor] of this.#links) {
      if (name === section) {
        anchor.setAttribute("aria-current", "page");
      } else {
        anchor.removeAttribute("aria-current");
      }
    }
  }

  showRateLimit({ limit, remaining, reset }: RateLimit): void {
    this.#rateLimit.textContent = `${formatCount(remaining)} of ${formatCount(limit)}`;
    this.#rateLimit.title = `One more from ${formatTime(reset.toISOString())}`;
  }

  clearRateLimit(): void {
    this.#rateLimit.textContent = "—";
    this.#rateLimit.title = "";
  }
}

function link(section: string, label: string, name: IconName): HTMLAnchorElement {
  return el("a", { href: `#${section}`, "data-testid": `tab-${section}` }, icon(name), el("span", {}, label));
}
