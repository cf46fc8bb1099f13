import { type DatabaseCluster, type DigitalOcean, NotFoundError } from "digitalocean-wasm";
import { announce } from "../ui/announce";
import { button } from "../ui/buttons";
import { confirmAction } from "../ui/confirm";
import { el, setText } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { count } from "../ui/format";
import { KeyedList } from "../ui/keyed-list";
import { Latest } from "../ui/latest";
import { emptyState, loadingRows } from "../ui/states";
import { table } from "../ui/table";
import { openCreateForm } from "./create-form";
import { openDetails } from "./details";
import { TagFilter } from "./filter";
import { COLUMNS, clusterRow } from "./row";
import { DELETING, isTransient } from "./statuses";

/** The database clusters of the account. */
export class ClustersView {
  readonly element: HTMLElement;
  readonly #client: DigitalOcean;
  readonly #scope: AbortSignal;
  readonly #loads: Latest;
  readonly #heading = el("h1", { tabindex: "-1" }, "Database clusters");
  readonly #summary = el("p", { class: "summary", "aria-live": "polite", "data-testid": "cluster-count" }, "\u00a0");
  readonly #panel = el("div", { class: "panel" });
  readonly #problem = el("div", { class: "problem" });
  readonly #table = table("Database clusters", "table-clusters", COLUMNS);
  readonly #rows: KeyedList<DatabaseCluster>;
  readonly #filter = new TagFilter(() => void this.#load());
  /** Ids of deleted clusters: the API lists them for a while, with their old status. */
  readonly #deleted = new Set<string>();
  /** Updates open details, by the id of their cluster. */
  readonly #watchers = new Map<string, (cluster: DatabaseCluster) => void>();
  #statuses = new Map<string, string>();

  constructor(client: DigitalOcean, scope: AbortSignal) {
    this.#client = client;
    this.#scope = scope;
    this.#loads = new Latest(scope);
    this.#rows = new KeyedList(
      this.#table.body,
      ({ id }) => id,
      (cluster) =>
        clusterRow(cluster, {
          open: (current) => this.#open(current),
          remove: (current) => this.#remove(current),
          filter: (tag) => this.#filter.set(tag),
        }),
    );
    const create = button({
      label: "Create cluster",
      icon: "plus",
      kind: "primary",
      onClick: () => this.#create(),
      testId: "cluster-create",
    });
    this.element = el(
      "section",
      { class: "view", "data-testid": "clusters" },
      el("div", { class: "view-header" }, el("div", {}, this.#heading, this.#summary), create),
      el("div", { class: "toolbar" }, this.#filter.element),
      this.#problem,
      this.#panel,
    );
    this.#panel.append(loadingRows(4, "clusters"));
    void this.#load();
  }

  /** Loads the list, and watches it while the status of a cluster is about to change. */
  async #load(): Promise<void> {
    const signal = this.#loads.start();
    this.#problem.replaceChildren();
    this.#panel.setAttribute("aria-busy", "true");
    const tag = this.#filter.tag;
    const query = tag ? { tag_name: tag } : {};
    try {
      const page = await this.#client.databases.list(query, { signal });
      if (!this.#update(page.data, signal)) {
        return;
      }
      for await (const { current } of this.#client.databases.watchAll(query, { signal, pauseWhenHidden: true })) {
        if (!this.#update(current, signal)) {
          return;
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Shows the clusters. Returns whether one of them is about to change. */
  #update(listed: readonly DatabaseCluster[], signal: AbortSignal): boolean {
    // A newer load may have started since the response.
    signal.throwIfAborted();
    const clusters = listed.map((cluster) => this.#withDeletion(cluster));
    this.#recordStatuses(clusters);
    this.#show(clusters);
    return clusters.some(({ status }) => isTransient(status));
  }

  #withDeletion(cluster: DatabaseCluster): DatabaseCluster {
    return this.#deleted.has(cluster.id) ? { ...cluster, status: DELETING } : cluster;
  }

  /** Records the statuses and announces changes. */
  #recordStatuses(clusters: readonly DatabaseCluster[]): void {
    const before = this.#statuses;
    this.#statuses = new Map(clusters.map(({ id, status }) => [id, status]));
    const changed = clusters.filter(({ id, status }) => before.has(id) && before.get(id) !== status);
    if (changed.length > 0) {
      announce(changed.map(({ name, status }) => `${name} is ${status}`).join(", "));
    }
  }

  #show(clusters: readonly DatabaseCluster[]): void {
    this.#problem.replaceChildren();
    this.#panel.removeAttribute("aria-busy");
    setText(this.#summary, this.#describe(clusters.length));
    this.#filter.suggest(clusters.flatMap(({ tags }) => tags ?? []));
    this.#rows.render(clusters);
    const content = clusters.length > 0 ? this.#table.element : this.#empty();
    if (this.#panel.firstElementChild !== content) {
      this.#panel.replaceChildren(content);
    }
    for (const cluster of clusters) {
      this.#watchers.get(cluster.id)?.(cluster);
    }
  }

  #describe(clusters: number): string {
    const tag = this.#filter.tag;
    return count(clusters, "cluster", "clusters") + (tag ? ` tagged ${tag}` : "");
  }

  #empty(): HTMLElement {
    const tag = this.#filter.tag;
    if (tag) {
      const all = button({ label: "Show all clusters", onClick: () => this.#filter.set(""), testId: "show-all" });
      return emptyState("database", "No cluster has this tag", `No cluster is tagged “${tag}”.`, all);
    }
    return emptyState(
      "database",
      "No clusters yet",
      "A new cluster appears here at once, and is online after about five minutes.",
    );
  }

  #fail(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    this.#panel.removeAttribute("aria-busy");
    const shown = this.#panel.contains(this.#table.element);
    const title = shown ? "The clusters could not be refreshed" : "The clusters could not be loaded";
    const card = errorCard(error, { title, retry: () => void this.#retry() });
    // The clusters that were loaded stay readable below the error.
    (shown ? this.#problem : this.#panel).replaceChildren(card);
  }

  #retry(): Promise<void> {
    if (!this.#panel.contains(this.#table.element)) {
      this.#panel.replaceChildren(loadingRows(4, "clusters"));
    }
    return this.#load();
  }

  #create(): void {
    openCreateForm(this.#client, this.#scope, ({ name }) => {
      announce(`${name} is being created`);
      // The tag filter could hide the new cluster.
      this.#filter.clear();
      void this.#load();
    });
  }

  #open(cluster: DatabaseCluster): void {
    const details = openDetails(this.#client, this.#scope, cluster, this.#heading);
    this.#watchers.set(cluster.id, details.update);
    details.closed.addEventListener("abort", () => this.#watchers.delete(cluster.id));
  }

  #remove({ id, name }: DatabaseCluster): void {
    confirmAction({
      title: `Delete ${name}?`,
      text: "This deletes the cluster with its data and backups. It cannot be undone.",
      action: "Delete cluster",
      failure: "The cluster was not deleted",
      typed: name,
      scope: this.#scope,
      fallback: this.#heading,
      run: async (signal) => {
        await this.#delete(id, signal);
        this.#deleted.add(id);
        announce(`${name} is deleted`);
        void this.#load();
      },
    });
  }

  async #delete(id: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#client.databases.delete(id, { signal });
    } catch (error) {
      // Deleted already, by another tab perhaps.
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
    }
  }
}
