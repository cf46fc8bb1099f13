import type { Page, PageParameters } from "digitalocean-wasm";
import { button } from "./buttons";
import { el, setText } from "./dom";
import { errorCard, isAbort } from "./error-card";
import { count, formatCount } from "./format";
import { Latest } from "./latest";
import { loadingRows } from "./states";
import { table } from "./table";

interface PagedTableOptions<T> {
  /** Singular and plural of an item. */
  nouns: readonly [one: string, many: string];
  className: string;
  columns: readonly string[];
  perPage: number;
  scope: AbortSignal;
  /** Loads the page that a query names. */
  load: (query: PageParameters, signal: AbortSignal) => Promise<Page<T>>;
  row: (item: T) => HTMLElement;
  /** Creates the content of an empty table. */
  empty: () => HTMLElement;
}

/** A table that shows one page of a list at a time, with buttons to the pages before and after. */
export class PagedTable<T> {
  readonly element = el("div", { class: "panel-content" });
  /** The number of items, for a header. */
  readonly summary: HTMLElement;
  readonly #options: PagedTableOptions<T>;
  readonly #loads: Latest;
  readonly #table: ReturnType<typeof table>;
  readonly #range = el("span", { class: "secondary", "data-testid": "page-range" });
  readonly #previous = button({
    label: "Previous",
    icon: "previous",
    onClick: () => this.#goBack(),
    testId: "page-previous",
  });
  readonly #next = button({ label: "Next", icon: "next", onClick: () => this.#goForward(), testId: "page-next" });
  readonly #pager: HTMLElement;
  /** Queries of the pages from the first to the one shown. */
  #queries: PageParameters[];
  #page: Page<T> | undefined;
  #readOnly = false;

  constructor(options: PagedTableOptions<T>) {
    const [one, many] = options.nouns;
    this.#options = options;
    this.#loads = new Latest(options.scope);
    this.#queries = [{ page: 1, per_page: options.perPage }];
    this.#table = table(many, options.className, options.columns);
    this.#pager = el("nav", { class: "pager", "aria-label": `Pages of ${many}` });
    this.#pager.append(this.#range, this.#previous, this.#next);
    const attributes = { class: "summary", "aria-live": "polite", "data-testid": `${one}-count` };
    this.summary = el("p", attributes, "\u00a0");
    this.element.append(loadingRows(options.perPage, many));
    void this.#load();
  }

  /** Loads the page shown again. */
  refresh(): void {
    void this.#load();
  }

  /** Goes to the first page and loads it. */
  reset(): void {
    this.#queries.length = 1;
    void this.#load();
  }

  /** Disables the buttons that write, which rows mark with `data-writes`. */
  setReadOnly(readOnly: boolean): void {
    this.#readOnly = readOnly;
    this.#describe();
  }

  async #load(): Promise<void> {
    const signal = this.#loads.start();
    this.element.setAttribute("aria-busy", "true");
    try {
      const page = await this.#options.load(this.#queries.at(-1) ?? {}, signal);
      // A newer load may have started since the response.
      signal.throwIfAborted();
      this.#show(page);
    } catch (error) {
      this.#showError(error);
    }
  }

  #show(page: Page<T>): void {
    if (page.data.length === 0 && this.#queries.length > 1) {
      this.#goBack();
      return;
    }
    this.#page = page;
    this.element.removeAttribute("aria-busy");
    this.#table.body.replaceChildren(...page.data.map(this.#options.row));
    const content = page.data.length > 0 ? [this.#table.element] : [this.#options.empty()];
    this.element.replaceChildren(...content);
    this.#previous.disabled = this.#queries.length === 1;
    this.#next.disabled = !page.hasNextPage();
    if (!this.#previous.disabled || !this.#next.disabled) {
      this.element.append(this.#pager);
    }
    this.#describe();
  }

  #describe(): void {
    if (!this.#page) {
      return;
    }
    const { data, meta } = this.#page;
    const first = (this.#queries.length - 1) * this.#options.perPage + 1;
    const total = meta?.total ?? data.length;
    const suffix = this.#readOnly ? ", read-only during garbage collection" : "";
    setText(this.summary, count(total, ...this.#options.nouns) + suffix);
    this.#range.textContent = `${formatCount(first)}–${formatCount(first + data.length - 1)} of ${formatCount(total)}`;
    for (const control of this.#table.body.querySelectorAll<HTMLButtonElement>("[data-writes]")) {
      control.disabled = this.#readOnly;
    }
  }

  #goForward(): void {
    const next = this.#page?.next;
    if (next) {
      this.#queries.push(next);
      void this.#load();
    }
  }

  #goBack(): void {
    this.#queries.pop();
    void this.#load();
  }

  #showError(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    const [, many] = this.#options.nouns;
    const retry = () => {
      this.element.replaceChildren(loadingRows(this.#options.perPage, many));
      void this.#load();
    };
    this.element.removeAttribute("aria-busy");
    this.element.replaceChildren(errorCard(error, { title: `The ${many} could not be loaded`, retry }));
  }
}
