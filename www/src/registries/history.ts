import type { GarbageCollection, Page } from "digitalocean-wasm";
import { button, isBusy, setBusy } from "../ui/buttons";
import { el } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { capitalised, count, formatBytes, time } from "../ui/format";
import { type ItemElement, KeyedList } from "../ui/keyed-list";
import { StatusPill } from "../ui/status-pill";
import { collectionTone, hasEnded } from "./statuses";

/** The garbage collections that have ended, newest first. */
export class History {
  readonly element = el("div", { class: "history" });
  readonly #list = el("ul", { class: "runs", "data-testid": "gc-history" });
  readonly #rows = new KeyedList<GarbageCollection>(this.#list, ({ uuid }) => uuid, row);
  readonly #empty = el("p", { class: "secondary" }, "No garbage collection has run yet.");
  readonly #problem = el("div");
  readonly #more = button({ label: "Show more", onClick: () => void this.#showMore(), testId: "gc-more" });
  #page: Page<GarbageCollection> | undefined;
  #collections: GarbageCollection[] = [];

  constructor() {
    this.element.append(el("h3", {}, "History"), this.#empty, this.#list, this.#problem, this.#more);
  }

  /** Shows the first page, without those loaded after an earlier one. */
  show(page: Page<GarbageCollection>): void {
    this.#collections = [];
    this.#append(page);
  }

  #append(page: Page<GarbageCollection>): void {
    this.#page = page;
    this.#collections.push(...page.data.filter(({ status }) => hasEnded(status)));
    this.#rows.render(this.#collections);
    this.#empty.hidden = this.#collections.length > 0;
    this.#more.hidden = !page.hasNextPage();
    this.#problem.replaceChildren();
  }

  async #showMore(): Promise<void> {
    if (isBusy(this.#more)) {
      return;
    }
    setBusy(this.#more, true);
    try {
      const page = await this.#page?.getNextPage();
      if (page) {
        this.#append(page);
      }
    } catch (error) {
      if (!isAbort(error)) {
        const retry = () => void this.#showMore();
        const title = "Earlier garbage collections could not be loaded";
        this.#problem.replaceChildren(errorCard(error, { title, retry }));
      }
    } finally {
      setBusy(this.#more, false);
    }
  }
}

function row(collection: GarbageCollection): ItemElement<GarbageCollection> {
  const pill = new StatusPill("gc-run-status", collectionTone);
  const freed = el("p", { "data-testid": "gc-run-freed" });
  const element = el(
    "li",
    { "data-testid": "gc-run" },
    el("div", { class: "run-header" }, pill.element, el("span", { class: "secondary" }, time(collection.created_at))),
    freed,
    el("p", { class: "secondary" }, describeType(collection)),
  );
  const update = (next: GarbageCollection) => {
    pill.show(next.status);
    freed.textContent = describeFreed(next);
  };
  update(collection);
  return { element, update };
}

/** `12.3 MiB freed, 4 blobs deleted`. */
export function describeFreed({ freed_bytes, blobs_deleted }: GarbageCollection): string {
  return `${formatBytes(freed_bytes)} freed, ${count(blobs_deleted, "blob", "blobs")} deleted`;
}

/** `Untagged manifests and unreferenced blobs`. */
export function describeType({ type }: GarbageCollection): string {
  return capitalised(type ?? "unknown type");
}
