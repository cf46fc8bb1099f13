import type { DatabaseConfig, DigitalOcean } from "digitalocean-wasm";
import { el, uniqueId } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { count } from "../ui/format";
import { icon } from "../ui/icons";
import { loadingRows } from "../ui/states";

interface Setting {
  name: string;
  value: unknown;
}

/** The configuration of a cluster's engine. It is loaded once the cluster is online. */
export class Configuration {
  readonly element: HTMLElement;
  readonly #client: DigitalOcean;
  readonly #id: string;
  readonly #closed: AbortSignal;
  readonly #summary = el("p", { class: "summary" });
  readonly #content = el("div", { class: "configuration" });
  #isRequested = false;

  constructor(client: DigitalOcean, id: string, closed: AbortSignal) {
    this.#client = client;
    this.#id = id;
    this.#closed = closed;
    const heading = el("div", { class: "section-header" }, el("h3", {}, "Configuration"), this.#summary);
    this.element = el("section", { class: "details-section", "data-testid": "configuration" }, heading, this.#content);
    this.#content.append(el("p", { class: "secondary" }, "Available once the cluster is online."));
  }

  update(status: string): void {
    if (status === "online" && !this.#isRequested) {
      this.#isRequested = true;
      void this.#load();
    }
  }

  async #load(): Promise<void> {
    this.#content.replaceChildren(loadingRows(8, "the configuration"));
    try {
      const config = await this.#client.databases.config.get(this.#id, { signal: this.#closed });
      this.#show(settings(config));
    } catch (error) {
      if (!isAbort(error)) {
        const retry = () => void this.#load();
        this.#content.replaceChildren(errorCard(error, { title: "The configuration could not be loaded", retry }));
      }
    }
  }

  #show(all: Setting[]): void {
    const id = uniqueId("setting");
    const input = el("input", { id, type: "search", placeholder: "Filter settings", "data-testid": "config-filter" });
    const list = el("dl", { class: "settings" });
    const render = () => {
      const matching = all.filter(({ name }) => name.includes(input.value.trim().toLowerCase()));
      this.#summary.textContent = count(matching.length, "setting", "settings");
      list.replaceChildren(...matching.map(settingRow));
    };
    input.addEventListener("input", render);
    render();
    this.#content.replaceChildren(
      el("label", { for: id, class: "visually-hidden" }, "Filter settings"),
      el("div", { class: "search" }, icon("search"), input),
      list,
    );
  }
}

/** Lists settings by name. Nested ones get dotted names; the advanced engines list theirs already. */
function settings(config: DatabaseConfig): Setting[] {
  const found = Array.isArray(config) ? config.map(({ name, value }) => ({ name, value })) : flatten("", config);
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

function flatten(prefix: string, group: object): Setting[] {
  const entries: [string, unknown][] = Object.entries(group);
  return entries.flatMap(([name, value]) =>
    isNested(value) ? flatten(`${prefix}${name}.`, value) : [{ name: prefix + name, value }],
  );
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function settingRow({ name, value }: Setting): HTMLElement {
  const shown = el("dd", {}, el("code", {}, text(value)));
  if (typeof value === "bigint") {
    shown.append(el("span", { class: "badge", title: "Too large for a JavaScript number; shown exactly" }, "64-bit"));
  }
  return el("div", { "data-testid": "setting", "data-setting": name }, el("dt", {}, name), shown);
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === "") {
    return "not set";
  }
  return Array.isArray(value) ? value.map(String).join(", ") : String(value);
}
