import type { Registry } from "digitalocean-wasm";
import { regionName } from "../names";
import { registryHash } from "../route";
import { el } from "../ui/dom";
import { formatBytes } from "../ui/format";
import { icon } from "../ui/icons";
import { type ItemElement, KeyedList } from "../ui/keyed-list";

/** The registries of the account as links, with the one that is open marked. */
export class RegistryCards {
  readonly element: HTMLElement;
  readonly #list = el("ul", { class: "cards" });
  readonly #cards = new KeyedList<Registry>(this.#list, ({ name }) => name, registryCard);

  constructor() {
    this.element = el("nav", { "aria-label": "Registries", hidden: true }, this.#list);
  }

  render(registries: readonly Registry[], current: string | undefined): void {
    this.element.hidden = registries.length === 0;
    this.#cards.render(registries);
    for (const link of this.#list.querySelectorAll<HTMLElement>("a")) {
      if (link.dataset.registry === current) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }
}

function registryCard(registry: Registry): ItemElement<Registry> {
  const { name, region } = registry;
  const storage = el("span", { class: "secondary" });
  const readOnly = el("span", { class: "badge", "data-testid": "registry-read-only" }, "Read-only");
  const link = el(
    "a",
    { class: "card", href: registryHash(name), "data-testid": "registry-card", "data-registry": name },
    icon("registry"),
    el("span", { class: "card-text" }, el("span", { class: "card-title" }, name), storage),
    readOnly,
  );
  const update = (next: Registry) => {
    storage.textContent = `${regionName(region)} · ${formatBytes(next.storage_usage_bytes)}`;
    readOnly.hidden = !next.read_only;
  };
  update(registry);
  return { element: el("li", {}, link), update };
}
