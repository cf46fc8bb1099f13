import type { GarbageCollection, Page } from "digitalocean-wasm";
import type { Api } from "../api";
import { button, setBusy } from "../controls";
import { el } from "../dom";
import { errorCard, isAbort } from "../error-card";
import { capitalised, count, formatBytes, time } from "../format";
import { type ItemElement, KeyedList } from "../keyed-list";
import { StatusPill } from "../status-pill";
import { collectionTone, hasEnded } from "./statuses";

/** The garbage collections that have ended, the newest first. */
export class History {
  readonly element = el("div", { class: "history" });
  readonly #api: Api;
  readonly #list = el("ul", { class: "runs", "data-testid": "gc-history" });
  readonly #rows = new KeyedList<GarbageCollection>(this.#list, ({ uuid }) => uuid, row);
  readonly #empty = el("p", { class: "secondary" }, "None yet.");
  readonly #problem = el("div");
  readonly #more = button({ label: "Show more", onClick: () => void this.#showMore(), testId: "gc-more" });
  #page: Page<GarbageCollection> | undefined;
  #runs: GarbageCollection[] = [];

  constructor(api: Api) {
    this.#api = api;
    this.element.append(el("h3", {}, "History"), this.#empty, this.#list, this.#problem, this.#more);
  }

  /** Begins anew from the first page. */
  show(page: Page<GarbageCollection>): void {
    this.#runs = [];
    this.#append(page);
  }

  #append(page: Page<GarbageCollection>): void {
    this.#page = page;
    this.#runs.push(...page.data.filter(({ status }) => hasEnded(status)));
    this.#rows.render(this.#runs);
    this.#empty.hidden = this.#runs.length > 0;
    this.#more.hidden = !page.hasNextPage();
    this.#problem.replaceChildren();
  }

  async #showMore(): Promise<void> {
    const next = this.#page?.getNextPage();
    if (!next) {
      return;
    }
    setBusy(this.#more, true);
    try {
      this.#append(await this.#api.call(() => next));
    } catch (error) {
      if (!isAbort(error)) {
        const retry = () => void this.#showMore();
        this.#problem.replaceChildren(errorCard(error, { title: "Earlier runs could not be loaded", retry }));
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
    el("p", { class: "secondary" }, capitalised(collection.type ?? "type not told")),
  );
  const update = (next: GarbageCollection) => {
    pill.show(next.status);
    freed.textContent = describeFreed(next);
  };
  update(collection);
  return { element, update };
}

export function describeFreed({ freed_bytes, blobs_deleted }: GarbageCollection): string {
  return `${formatBytes(freed_bytes)} freed, ${count(blobs_deleted, "blob", "blobs")} removed`;
}
