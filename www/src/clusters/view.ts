import { type DatabaseCluster, NotFoundError } from "digitalocean-wasm";
import { announce } from "../announce";
import type { Api } from "../api";
import { confirmAction } from "../confirm";
import { button } from "../controls";
import { el, setText } from "../dom";
import { errorCard, isAbort } from "../error-card";
import { follow, type Progress } from "../follow";
import { count } from "../format";
import { KeyedList } from "../keyed-list";
import { Latest } from "../latest";
import { emptyState, loadingRows } from "../states";
import { table } from "../table";
import { openCreate } from "./create";
import { openDetails } from "./details";
import { TagFilter } from "./filter";
import { COLUMNS, clusterRow } from "./row";
import { DELETING, isUnderWay } from "./statuses";

/** The database clusters of the account. */
export class ClustersView {
  readonly element: HTMLElement;
  readonly #api: Api;
  readonly #scope: AbortSignal;
  readonly #loads: Latest;
  readonly #heading = el("h1", { tabindex: "-1" }, "Database clusters");
  readonly #summary = el("p", { class: "summary", "aria-live": "polite", "data-testid": "cluster-count" }, "\u00a0");
  readonly #panel = el("div", { class: "panel" });
  readonly #problem = el("div", { class: "problem" });
  readonly #table = table("Database clusters", "table-clusters", COLUMNS);
  readonly #rows: KeyedList<DatabaseCluster>;
  readonly #filter = new TagFilter(() => void this.#load());
  readonly #deleted = new Set<string>();
  readonly #watchers = new Map<string, (cluster: DatabaseCluster) => void>();
  #statuses = new Map<string, string>();

  constructor(api: Api, scope: AbortSignal) {
    this.#api = api;
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

  /** Loads the list, and follows it while a cluster is on its way to another status. */
  async #load(): Promise<void> {
    const signal = this.#loads.begin();
    this.#problem.replaceChildren();
    this.#panel.setAttribute("aria-busy", "true");
    try {
      if ((await this.#look(signal)) !== "settled") {
        await follow(() => this.#look(signal), signal);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  async #look(signal: AbortSignal): Promise<Progress> {
    const tag = this.#filter.tag;
    const query = tag ? { tag_name: tag } : {};
    const page = await this.#api.call((client) => client.databases.list(query, { signal }));
    // Aborted between the answer and here: it is another list's turn.
    signal.throwIfAborted();
    const clusters = page.data.map((cluster) => this.#withDeletion(cluster));
    const changed = this.#note(clusters);
    this.#show(clusters);
    if (!clusters.some(({ status }) => isUnderWay(status))) {
      return "settled";
    }
    return changed ? "changed" : "unchanged";
  }

  #withDeletion(cluster: DatabaseCluster): DatabaseCluster {
    return this.#deleted.has(cluster.id) ? { ...cluster, status: DELETING } : cluster;
  }

  /** Keeps the statuses, announces those that changed, and says whether any did. */
  #note(clusters: readonly DatabaseCluster[]): boolean {
    const before = this.#statuses;
    this.#statuses = new Map(clusters.map(({ id, status }) => [id, status]));
    const changed = clusters.filter(({ id, status }) => before.has(id) && before.get(id) !== status);
    if (changed.length > 0) {
      announce(changed.map(({ name, status }) => `${name} is ${status}`).join(", "));
    }
    return changed.length > 0 || before.size !== this.#statuses.size;
  }

  #show(clusters: readonly DatabaseCluster[]): void {
    this.#problem.replaceChildren();
    this.#panel.removeAttribute("aria-busy");
    setText(this.#summary, this.#describe(clusters.length));
    this.#filter.suggest(clusters.flatMap(({ tags }) => tags ?? []));
    this.#rows.render(clusters);
    const content = clusters.length > 0 ? this.#table.element : this.#nothing();
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

  #nothing(): HTMLElement {
    const tag = this.#filter.tag;
    if (tag) {
      const all = button({ label: "Show all clusters", onClick: () => this.#filter.set(""), testId: "show-all" });
      return emptyState("database", "No clusters carry this tag", `Nothing is tagged “${tag}”.`, all);
    }
    return emptyState("database", "No clusters yet", "Create a cluster and it appears here within moments.");
  }

  #fail(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    this.#panel.removeAttribute("aria-busy");
    const shown = this.#panel.contains(this.#table.element);
    const title = shown ? "The clusters could not be refreshed" : "The clusters could not be loaded";
    const card = errorCard(error, { title, retry: () => void this.#retry() });
    // What was loaded stays readable under what went wrong since.
    (shown ? this.#problem : this.#panel).replaceChildren(card);
  }

  #retry(): Promise<void> {
    if (!this.#panel.contains(this.#table.element)) {
      this.#panel.replaceChildren(loadingRows(4, "clusters"));
    }
    return this.#load();
  }

  #create(): void {
    openCreate(this.#api, this.#scope, {
      created: ({ name }) => {
        announce(`${name} is being created`);
        // The new one need not carry the tag.
        this.#filter.clear();
        void this.#load();
      },
      unclear: () => void this.#load(),
    });
  }

  #open(cluster: DatabaseCluster): void {
    const details = openDetails(this.#api, this.#scope, cluster, this.#heading);
    this.#watchers.set(cluster.id, details.update);
    details.closed.addEventListener("abort", () => this.#watchers.delete(cluster.id));
  }

  #remove({ id, name }: DatabaseCluster): void {
    confirmAction({
      title: `Delete ${name}?`,
      text: "The cluster and everything in it is destroyed, backups included. This cannot be undone.",
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
      await this.#api.call((client) => client.databases.delete(id, { signal }));
    } catch (error) {
      // Gone already, which is what was asked for.
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
    }
  }
}
