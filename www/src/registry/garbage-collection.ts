import { type GarbageCollection, NotFoundError, type Page } from "digitalocean-wasm";
import { announce } from "../announce";
import type { Api } from "../api";
import { button, isBusy, setBusy } from "../controls";
import { el } from "../dom";
import { errorCard, isAbort } from "../error-card";
import { follow, type Progress } from "../follow";
import { capitalised, time } from "../format";
import { Latest } from "../latest";
import { loadingRows } from "../states";
import { StatusPill } from "../status-pill";
import { describeFreed, History } from "./history";
import { openStart } from "./start";
import { collectionTone, hasEnded } from "./statuses";
import { Steps } from "./steps";

const RUNS_PER_PAGE = 5;

interface Listener {
  /** A run began, or was found under way: the registry is read-only. */
  running(): void;
  /** It ended, or there was none. `removed` when it may have removed manifests. */
  idle(removed: boolean): void;
}

/** The garbage collection of a registry: the one under way, and those before. */
export class GarbageCollectionPanel {
  readonly element: HTMLElement;
  readonly #api: Api;
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
  readonly #cancel = button({ label: "Cancel run", onClick: () => void this.#cancelRun(), testId: "gc-cancel" });
  #steps = new Steps();
  #active: GarbageCollection | undefined;

  constructor(api: Api, registry: string, scope: AbortSignal, listener: Listener) {
    this.#api = api;
    this.#registry = registry;
    this.#scope = scope;
    this.#listener = listener;
    this.#loads = new Latest(scope);
    this.#history = new History(api);
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
    const signal = this.#loads.begin();
    this.#problem.replaceChildren();
    try {
      const runs = await this.#listRuns(signal);
      const running = runs.data.find(({ status }) => !hasEnded(status));
      this.#content.replaceChildren(this.#current, this.#history.element);
      if (running) {
        this.#history.show(runs);
        this.#showActive(running);
        await follow(() => this.#look(signal), signal);
      } else {
        this.#showEnd(runs);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The run under way; that there is none is an answer, not a failure. */
  async #getActive(signal: AbortSignal): Promise<GarbageCollection | undefined> {
    try {
      return await this.#api.call((client) => client.registry.garbageCollections.getActive(this.#registry, { signal }));
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async #listRuns(signal: AbortSignal): Promise<Page<GarbageCollection>> {
    const query = { per_page: RUNS_PER_PAGE };
    const runs = await this.#api.call((client) =>
      client.registry.garbageCollections.list(this.#registry, query, { signal }),
    );
    // Aborted between the answer and here: it is another attempt's turn.
    signal.throwIfAborted();
    return runs;
  }

  async #look(signal: AbortSignal): Promise<Progress> {
    const active = await this.#getActive(signal);
    signal.throwIfAborted();
    if (active) {
      return this.#showActive(active) ? "changed" : "unchanged";
    }
    this.#showEnd(await this.#listRuns(signal));
    return "settled";
  }

  /** Shows a run under way; says whether that changed anything. */
  #showActive(collection: GarbageCollection): boolean {
    const before = this.#active;
    this.#active = collection;
    if (before?.uuid === collection.uuid && before.status === collection.status) {
      return false;
    }
    if (before?.uuid !== collection.uuid) {
      this.#begin(collection);
    }
    this.#pill.show(collection.status);
    this.#steps.show(collection.status);
    this.#cancel.hidden = collection.status === "cancelling";
    announce(`Garbage collection: ${collection.status}`, { aloudOnly: true });
    return true;
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
      el("p", { class: "secondary" }, capitalised(collection.type ?? "type not told")),
      this.#steps.element,
      this.#cancel,
    );
    this.#listener.running();
  }

  /** Shows that nothing runs, and how the run ended that was followed until now. */
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
      announce(`Garbage collection ${ended.status}: ${describeFreed(ended)}`, { aloudOnly: true });
    } else {
      this.#current.replaceChildren(
        el(
          "p",
          { class: "secondary", "data-testid": "gc-idle" },
          "None is running. Images and storage nothing uses stay until one does.",
        ),
      );
    }
    this.#listener.idle(ended !== undefined);
  }

  #openStart(): void {
    openStart(this.#api, this.#registry, this.#scope, this.#heading, (collection) => {
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
        await this.#api.call((client) =>
          client.registry.garbageCollections.update(this.#registry, uuid, change, { signal }),
        ),
      );
    } catch (error) {
      // It ended before the wish to cancel it arrived: following it tells how.
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
    const title = shown ? "The garbage collection could not be followed" : "Garbage collections could not be loaded";
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
