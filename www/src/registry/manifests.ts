import { type Manifest, NotFoundError, type Page, type PageQuery } from "digitalocean-wasm";
import { announce } from "../announce";
import type { Api } from "../api";
import { confirmAction } from "../confirm";
import { button } from "../controls";
import { el, setText } from "../dom";
import { errorCard, isAbort } from "../error-card";
import { count, formatCount, shortDigest } from "../format";
import { Latest } from "../latest";
import { emptyState, loadingRows } from "../states";
import { table } from "../table";
import { COLUMNS, manifestRow } from "./manifest-row";

const FIRST_PAGE: PageQuery = { page: 1, per_page: 10 };

/** The manifests of a repository, page by page. */
export class ManifestsPanel {
  readonly element: HTMLElement;
  readonly #api: Api;
  readonly #registry: string;
  readonly #repository: string;
  readonly #scope: AbortSignal;
  readonly #loads: Latest;
  readonly #heading: HTMLElement;
  readonly #summary = el("p", { class: "summary", "aria-live": "polite", "data-testid": "manifest-count" }, "\u00a0");
  readonly #content = el("div", { class: "panel-content" });
  readonly #table = table("Manifests", "table-manifests", COLUMNS);
  readonly #range = el("span", { class: "secondary", "data-testid": "page-range" });
  readonly #previous = button({
    label: "Previous",
    icon: "previous",
    onClick: () => this.#back(),
    testId: "page-previous",
  });
  readonly #next = button({ label: "Next", icon: "next", onClick: () => this.#forward(), testId: "page-next" });
  readonly #pager = el(
    "nav",
    { class: "pager", "aria-label": "Pages of manifests" },
    this.#range,
    this.#previous,
    this.#next,
  );
  /** What names each page from the first to the one that shows. */
  #path: PageQuery[] = [FIRST_PAGE];
  #page: Page<Manifest> | undefined;
  #readOnly = false;

  constructor(api: Api, registry: string, repository: string, scope: AbortSignal) {
    this.#api = api;
    this.#registry = registry;
    this.#repository = repository;
    this.#scope = scope;
    this.#loads = new Latest(scope);
    this.#heading = el("h2", { tabindex: "-1" }, `${registry}/${repository}`);
    this.element = el(
      "section",
      { class: "panel manifests", "aria-label": "Manifests", "data-testid": "manifests" },
      el("div", { class: "panel-header" }, el("div", {}, this.#heading, this.#summary)),
      this.#content,
    );
    this.#content.append(loadingRows(10, "manifests"));
    void this.#load();
  }

  /** Shows the page anew; from the first one when others may be gone. */
  reload(): void {
    this.#path = [FIRST_PAGE];
    void this.#load();
  }

  /** While a garbage collection runs, nothing can be deleted. */
  setReadOnly(readOnly: boolean): void {
    this.#readOnly = readOnly;
    this.#describe();
  }

  async #load(): Promise<void> {
    const signal = this.#loads.begin();
    this.#content.setAttribute("aria-busy", "true");
    try {
      const page = await this.#api.call((client) =>
        client.registry.manifests.list(this.#registry, this.#repository, this.#path.at(-1), { signal }),
      );
      signal.throwIfAborted();
      this.#show(page);
    } catch (error) {
      this.#fail(error);
    }
  }

  #show(page: Page<Manifest>): void {
    if (page.data.length === 0 && this.#path.length > 1) {
      this.#back();
      return;
    }
    this.#page = page;
    this.#content.removeAttribute("aria-busy");
    this.#table.body.replaceChildren(
      ...page.data.map((manifest) => manifestRow(manifest, () => this.#remove(manifest))),
    );
    this.#content.replaceChildren(...(page.data.length > 0 ? [this.#table.element, this.#pager] : [this.#nothing()]));
    this.#previous.disabled = this.#path.length === 1;
    this.#next.disabled = !page.hasNextPage();
    this.#describe();
  }

  #describe(): void {
    const { data = [], meta } = this.#page ?? {};
    const first = (this.#path.length - 1) * (FIRST_PAGE.per_page ?? 0) + 1;
    const total = meta?.total ?? data.length;
    const readOnly = this.#readOnly ? ", read-only while garbage collection runs" : "";
    setText(this.#summary, this.#page ? count(total, "manifest", "manifests") + readOnly : "\u00a0");
    this.#range.textContent = `${formatCount(first)}–${formatCount(first + data.length - 1)} of ${formatCount(total)}`;
    for (const trash of this.#table.body.querySelectorAll<HTMLButtonElement>("[data-testid=manifest-delete]")) {
      trash.disabled = this.#readOnly;
    }
  }

  #nothing(): HTMLElement {
    return emptyState("box", "No manifests", "Push an image to this repository and it appears here.");
  }

  #forward(): void {
    const next = this.#page?.next;
    if (next) {
      this.#path.push(next);
      void this.#load();
    }
  }

  #back(): void {
    this.#path.pop();
    void this.#load();
  }

  #fail(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    this.#content.removeAttribute("aria-busy");
    const retry = () => {
      this.#content.replaceChildren(loadingRows(10, "manifests"));
      void this.#load();
    };
    this.#content.replaceChildren(errorCard(error, { title: "The manifests could not be loaded", retry }));
  }

  #remove({ digest, tags }: Manifest): void {
    const lost = tags.length > 0 ? ` with its ${count(tags.length, "tag", "tags")} ${tags.join(", ")}` : "";
    confirmAction({
      title: "Delete manifest?",
      text: `${shortDigest(digest)} is deleted${lost}. Its storage is freed by the next garbage collection.`,
      action: "Delete manifest",
      failure: "The manifest was not deleted",
      scope: this.#scope,
      fallback: this.#heading,
      run: async (signal) => {
        await this.#delete(digest, signal);
        announce(`${shortDigest(digest)} is deleted`);
        void this.#load();
      },
    });
  }

  async #delete(digest: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#api.call((client) =>
        client.registry.manifests.delete(this.#registry, this.#repository, digest, { signal }),
      );
    } catch (error) {
      // Gone already, which is what was asked for.
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
    }
  }
}
