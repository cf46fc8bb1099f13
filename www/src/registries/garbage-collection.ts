import {
  type DigitalOcean,
  type GarbageCollection,
  NotFoundError,
  type Page,
  WaitFailedError,
} from "digitalocean-wasm";
import { announce } from "../ui/announce";
import { button, isBusy, setBusy } from "../ui/buttons";
import { el } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { time } from "../ui/format";
import { Latest } from "../ui/latest";
import { loadingRows } from "../ui/states";
import { StatusPill } from "../ui/status-pill";
import { describeFreed, describeType, History } from "./history";
import { openStartForm } from "./start-form";
import { collectionTone, hasEnded } from "./statuses";
import { Steps } from "./steps";

const RUNS_PER_PAGE = 5;

interface Listener {
  /** A garbage collection is running, so the registry is read-only. */
  started(): void;
  /** The garbage collection has ended; it may have deleted manifests. */
  ended(): void;
}

/** The garbage collections of a registry: the running one with its steps, and the history. */
export class GarbageCollectionPanel {
  readonly element: HTMLElement;
  readonly #client: DigitalOcean;
  readonly #registry: string;
  readonly #scope: AbortSignal;
  readonly #listener: Listener;
  readonly #loads: Latest;
  readonly #heading = el("h2", { tabindex: "-1" }, "Garbage collection");
  readonly #content = el("div", { class: "panel-content" });
  readonly #problem = el("div", { class: "problem" });
  readonly #current = el("div", { class: "current-run" });
  readonly #pill = new StatusPill("gc-status", collectionTone);
  readonly #history: History;
  readonly #start = button({
    label: "Start…",
    icon: "recycle",
    onClick: () => this.#openStart(),
    testId: "gc-open-start",
  });
  readonly #cancel = button({ label: "Cancel collection", onClick: () => void this.#cancelRun(), testId: "gc-cancel" });
  #steps = new Steps();
  #active: GarbageCollection | undefined;

  constructor(client: DigitalOcean, registry: string, scope: AbortSignal, listener: Listener) {
    this.#client = client;
    this.#registry = registry;
    this.#scope = scope;
    this.#listener = listener;
    this.#loads = new Latest(scope);
    this.#history = new History();
    this.#start.disabled = true;
    this.element = el(
      "section",
      { class: "panel gc", "aria-label": "Garbage collection", "data-testid": "gc" },
      el("div", { class: "panel-header" }, this.#heading, this.#start),
      this.#problem,
      this.#content,
    );
    this.#content.append(loadingRows(3, "garbage collections"));
    void this.#load();
  }

  async #load(): Promise<void> {
    const signal = this.#loads.start();
    this.#problem.replaceChildren();
    try {
      const runs = await this.#listRuns(signal);
      const running = runs.data.find(({ status }) => !hasEnded(status));
      this.#content.replaceChildren(this.#current, this.#history.element);
      if (running) {
        this.#history.show(runs);
        this.#showActive(running);
        await this.#follow(running, signal);
        this.#showEnd(await this.#listRuns(signal));
      } else {
        this.#showEnd(runs);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Shows a garbage collection until it has ended, whichever way. */
  async #follow(collection: GarbageCollection, signal: AbortSignal): Promise<void> {
    const onProgress = (current: GarbageCollection): void => {
      if (!hasEnded(current.status)) {
        this.#showActive(current);
      }
    };
    const options = { signal, onProgress, timeout: 0, pauseWhenHidden: true };
    try {
      await this.#client.registries.garbageCollections.waitUntilDone(this.#registry, collection, options);
    } catch (error) {
      if (!(error instanceof WaitFailedError)) {
        throw error;
      }
    }
  }

  async #listRuns(signal: AbortSignal): Promise<Page<GarbageCollection>> {
    const query = { per_page: RUNS_PER_PAGE };
    const runs = await this.#client.registries.garbageCollections.list(this.#registry, query, { signal });
    // A newer load may have started since the response.
    signal.throwIfAborted();
    return runs;
  }

  /** Shows the running garbage collection. */
  #showActive(collection: GarbageCollection): void {
    const before = this.#active;
    this.#active = collection;
    if (before?.uuid === collection.uuid && before.status === collection.status) {
      return;
    }
    if (before?.uuid !== collection.uuid) {
      this.#begin(collection);
    }
    this.#pill.show(collection.status);
    this.#steps.show(collection.status);
    this.#cancel.hidden = collection.status === "cancelling";
    announce(`Garbage collection: ${collection.status}`, { visuallyHidden: true });
  }

  #begin(collection: GarbageCollection): void {
    this.#steps = new Steps();
    this.#start.disabled = true;
    this.#current.replaceChildren(
      el(
        "div",
        { class: "run-header" },
        this.#pill.element,
        el("span", { class: "secondary" }, time(collection.created_at)),
      ),
      el("p", { class: "secondary" }, describeType(collection)),
      this.#steps.element,
      this.#cancel,
    );
    this.#listener.started();
  }

  /** Shows the result of the garbage collection that was followed, or that none is running. */
  #showEnd(runs: Page<GarbageCollection>): void {
    const ended = runs.data.find(({ uuid }) => uuid === this.#active?.uuid);
    this.#history.show(runs);
    this.#active = undefined;
    this.#start.disabled = false;
    if (ended) {
      this.#pill.show(ended.status);
      this.#current.replaceChildren(
        el(
          "div",
          { class: "run-header" },
          this.#pill.element,
          el("span", { class: "secondary" }, time(ended.updated_at)),
        ),
        el("p", { class: "run-result", "data-testid": "gc-result" }, describeFreed(ended)),
      );
      announce(`Garbage collection ${ended.status}: ${describeFreed(ended)}`, { visuallyHidden: true });
    } else {
      this.#current.replaceChildren(
        el(
          "p",
          { class: "secondary", "data-testid": "gc-idle" },
          "None is running. Deleted images keep their storage until a garbage collection frees it.",
        ),
      );
    }
    if (ended) {
      this.#listener.ended();
    }
  }

  #openStart(): void {
    openStartForm(this.#client, this.#registry, this.#scope, this.#heading, (collection) => {
      this.#showActive(collection);
      void this.#load();
    });
  }

  async #cancelRun(): Promise<void> {
    const uuid = this.#active?.uuid;
    if (!uuid || isBusy(this.#cancel)) {
      return;
    }
    setBusy(this.#cancel, true);
    try {
      const signal = this.#scope;
      const change = { cancel: true };
      this.#showActive(
        await this.#client.registries.garbageCollections.update(this.#registry, uuid, change, { signal }),
      );
    } catch (error) {
      // Ended before the request to cancel it arrived; the wait shows the result.
      if (!(error instanceof NotFoundError)) {
        this.#fail(error);
      }
    } finally {
      setBusy(this.#cancel, false);
    }
  }

  #fail(error: unknown): void {
    if (isAbort(error)) {
      return;
    }
    const shown = this.#content.contains(this.#history.element);
    const title = shown ? "The garbage collection could not be refreshed" : "Garbage collections could not be loaded";
    const card = errorCard(error, { title, retry: () => void this.#retry() });
    (shown ? this.#problem : this.#content).replaceChildren(card);
  }

  #retry(): Promise<void> {
    if (!this.#content.contains(this.#history.element)) {
      this.#content.replaceChildren(loadingRows(3, "garbage collections"));
    }
    return this.#load();
  }
}
