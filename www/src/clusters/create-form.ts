import {
  AmbiguousWriteError,
  type DatabaseCluster,
  type DatabaseClusterCreate,
  type DatabaseEngineOptions,
  type DigitalOcean,
} from "digitalocean-wasm";
import { engineName, regionName, sizeName } from "../names";
import { actionForm } from "../ui/action-form";
import { field, setChoices } from "../ui/controls";
import { el } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import { count } from "../ui/format";
import { type Modal, openModal } from "../ui/modal";
import { loadingRows } from "../ui/states";
import { lostCreateCard } from "./lost-create";

/** Engines that the API lists, but that new clusters cannot have. */
const CLOSED_ENGINES = new Set(["redis"]);

type EngineOptions = Map<string, DatabaseEngineOptions>;
type OnCreated = (cluster: DatabaseCluster) => void;

/** Opens the dialog that creates a cluster. */
export function openCreateForm(client: DigitalOcean, scope: AbortSignal, onCreated: OnCreated): void {
  const modal = openModal({ title: "Create a cluster", testId: "create-dialog", scope });
  void load(modal, client, onCreated);
}

async function load(modal: Modal, client: DigitalOcean, onCreated: OnCreated): Promise<void> {
  modal.body.replaceChildren(loadingRows(6, "the options"));
  try {
    const { options } = await client.databases.options({ signal: modal.closed });
    const form = new CreateForm(modal, client, onCreated, openEngines(options));
    modal.body.replaceChildren(form.element);
    form.focus();
  } catch (error) {
    if (!isAbort(error)) {
      const retry = () => void load(modal, client, onCreated);
      modal.body.replaceChildren(errorCard(error, { title: "The options could not be loaded", retry }));
    }
  }
}

/** The engines that a new cluster can have. */
function openEngines(options: object): EngineOptions {
  const engines = Object.entries(options) as [string, DatabaseEngineOptions][];
  return new Map(
    engines.filter(([engine, { versions, layouts }]) => !CLOSED_ENGINES.has(engine) && versions && layouts),
  );
}

class CreateForm {
  readonly element: HTMLFormElement;
  readonly #engines: EngineOptions;
  readonly #name = textInput("name", {
    required: true,
    minlength: 3,
    maxlength: 63,
    pattern: "[a-z0-9\\-]+",
    title: "Lower-case letters, digits and hyphens",
  });
  readonly #engine = select("engine");
  readonly #version = select("version");
  readonly #nodes = select("nodes");
  readonly #size = select("size");
  readonly #region = select("region");
  readonly #tags = textInput("tags");

  constructor(modal: Modal, client: DigitalOcean, onCreated: OnCreated, engines: EngineOptions) {
    this.#engines = engines;
    this.element = actionForm(
      {
        modal,
        action: "Create cluster",
        kind: "primary",
        testId: "create-submit",
        failure: "The cluster was not created",
        // Without the modal's signal: an abort would not stop the creation, only hide its result.
        run: async () => onCreated(await client.databases.create(this.#body())),
        describeError: (error) =>
          error instanceof AmbiguousWriteError ? lostCreateCard(error, { modal, onCreated }) : undefined,
      },
      field("Name", this.#name, "3 to 63 lower-case letters, digits and hyphens."),
      el("div", { class: "field-pair" }, field("Engine", this.#engine), field("Version", this.#version)),
      el("div", { class: "field-pair" }, field("Nodes", this.#nodes), field("Size of a node", this.#size)),
      field("Region", this.#region),
      field("Tags", this.#tags, "Optional, separated by commas."),
    );
    this.element.dataset.testid = "create-form";
    this.#offerEngines();
  }

  focus(): void {
    this.#name.focus();
  }

  get #options(): DatabaseEngineOptions | undefined {
    return this.#engines.get(this.#engine.value);
  }

  #offerEngines(): void {
    setChoices(
      this.#engine,
      [...this.#engines.keys()].map((engine) => [engine, engineName(engine)]),
    );
    this.#engine.value = this.#engines.has("pg") ? "pg" : this.#engine.value;
    this.#engine.addEventListener("change", () => this.#offerEngineOptions());
    this.#nodes.addEventListener("change", () => this.#offerSizes());
    this.#offerEngineOptions();
  }

  #offerEngineOptions(): void {
    const { versions = [], layouts = [], regions = [], default_version } = this.#options ?? {};
    setChoices(
      this.#version,
      versions.toReversed().map((version) => [version, version]),
    );
    this.#version.value = default_version ?? this.#version.value;
    setChoices(
      this.#nodes,
      layouts.map(({ num_nodes }) => [String(num_nodes), count(num_nodes, "node", "nodes")]),
    );
    setChoices(
      this.#region,
      regions.map((region) => [region, `${regionName(region)} (${region})`]),
    );
    this.#offerSizes();
  }

  #offerSizes(): void {
    const nodes = Number(this.#nodes.value);
    const layout = this.#options?.layouts.find(({ num_nodes }) => num_nodes === nodes);
    setChoices(
      this.#size,
      (layout?.sizes ?? []).map((size) => [size, sizeName(size)]),
    );
  }

  #body(): DatabaseClusterCreate {
    const tags = this.#tags.value
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean);
    return {
      name: this.#name.value,
      engine: this.#engine.value,
      version: this.#version.value,
      num_nodes: Number(this.#nodes.value),
      size: this.#size.value,
      region: this.#region.value,
      ...(tags.length > 0 ? { tags } : {}),
    };
  }
}

function textInput(name: string, attributes: Record<string, string | number | boolean> = {}): HTMLInputElement {
  const common = { type: "text", autocomplete: "off", spellcheck: "false", "data-testid": `create-${name}` };
  return el("input", { ...common, name, ...attributes });
}

function select(name: string): HTMLSelectElement {
  return el("select", { name, required: true, "data-testid": `create-${name}` });
}
