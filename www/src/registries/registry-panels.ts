import type { DigitalOcean } from "digitalocean-wasm";
import { el } from "../ui/dom";
import { Latest } from "../ui/latest";
import { GarbageCollectionPanel } from "./garbage-collection";
import { RepositoriesPanel } from "./repositories";
import { RepositoryPanel } from "./repository";

/** One registry: its repositories, or one of them, beside its garbage collections. */
export class RegistryPanels {
  readonly element: HTMLElement;
  readonly registry: string;
  readonly #client: DigitalOcean;
  readonly #shown: Latest;
  readonly #main = el("div");
  #panel: RepositoriesPanel | RepositoryPanel | undefined;
  #repository: string | undefined;
  #readOnly = false;

  /** `onChange` is called when a garbage collection starts or ends. */
  constructor(client: DigitalOcean, registry: string, scope: AbortSignal, onChange: () => void) {
    this.registry = registry;
    this.#client = client;
    this.#shown = new Latest(scope);
    const collection = new GarbageCollectionPanel(client, registry, scope, {
      started: () => {
        this.#setReadOnly(true);
        onChange();
      },
      ended: () => {
        this.#setReadOnly(false);
        this.#panel?.reset();
        onChange();
      },
    });
    this.element = el("div", { class: "panels" }, this.#main, collection.element);
  }

  /** Shows a repository; without a name, the list of them. */
  show(repository: string | undefined): void {
    if (this.#panel && repository === this.#repository) {
      return;
    }
    const isFirst = this.#panel === undefined;
    const scope = this.#shown.start();
    this.#repository = repository;
    this.#panel = repository
      ? new RepositoryPanel(this.#client, this.registry, repository, scope)
      : new RepositoriesPanel(this.#client, this.registry, scope);
    this.#panel.setReadOnly(this.#readOnly);
    this.#main.replaceChildren(this.#panel.element);
    if (!isFirst) {
      this.#panel.focus();
    }
  }

  #setReadOnly(readOnly: boolean): void {
    this.#readOnly = readOnly;
    this.#panel?.setReadOnly(readOnly);
  }
}
