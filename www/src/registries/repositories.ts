import type { DigitalOcean, RepositoryV2 } from "digitalocean-wasm";
import { registryHash } from "../route";
import { el } from "../ui/dom";
import { formatCount, time } from "../ui/format";
import { PagedTable } from "../ui/paged-table";
import { emptyState } from "../ui/states";
import { cell } from "../ui/table";

/** The repositories of a registry; each name is a link to the repository. */
export class RepositoriesPanel {
  readonly element: HTMLElement;
  readonly #heading = el("h2", { tabindex: "-1" }, "Repositories");
  readonly #table: PagedTable<RepositoryV2>;

  constructor(client: DigitalOcean, registry: string, scope: AbortSignal) {
    this.#table = new PagedTable<RepositoryV2>({
      nouns: ["repository", "repositories"],
      className: "table-repositories",
      columns: ["Name", "Tags", "Manifests", "Updated"],
      perPage: 10,
      scope,
      load: (query, signal) => client.registries.repositories.list(registry, query, { signal }),
      row: repositoryRow,
      empty: () => {
        const address = `registry.digitalocean.com/${registry}/<repository>:<tag>`;
        return emptyState("box", "No repositories", "The first push creates one:", el("code", {}, address));
      },
    });
    this.element = el(
      "section",
      { class: "panel", "aria-label": "Repositories", "data-testid": "repositories" },
      el("div", { class: "panel-header" }, el("div", {}, this.#heading, this.#table.summary)),
      this.#table.element,
    );
  }

  focus(): void {
    this.#heading.focus();
  }

  /** Shows the first page again: a garbage collection may have deleted manifests. */
  reset(): void {
    this.#table.reset();
  }

  setReadOnly(readOnly: boolean): void {
    this.#table.setReadOnly(readOnly);
  }
}

function repositoryRow(repository: RepositoryV2): HTMLElement {
  const { registry_name, name, tag_count, manifest_count, latest_manifest } = repository;
  const href = registryHash(registry_name, name);
  const updated = latest_manifest ? time(latest_manifest.updated_at) : el("span", { class: "secondary" }, "Never");
  return el(
    "tr",
    { role: "row", "data-testid": "repository-row", "data-repository": name },
    cell("Name", el("a", { class: "link", href, "data-testid": "repository-open" }, name)),
    cell("Tags", formatCount(tag_count)),
    cell("Manifests", formatCount(manifest_count)),
    cell("Updated", updated),
  );
}
