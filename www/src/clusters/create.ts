import {
  ConnectionError,
  type DatabaseCluster,
  type DatabaseClusterCreate,
  type DatabaseEngineOptions,
  TimeoutError,
} from "digitalocean-wasm";
import { actionForm } from "../action-form";
import type { Api } from "../api";
import { field, setChoices } from "../controls";
import { el } from "../dom";
import { errorCard, isAbort } from "../error-card";
import { count, engineName, regionName, sizeName } from "../format";
import { type Modal, openModal } from "../modal";
import { loadingRows } from "../states";

/** Offered, but closed for new clusters. */
const CLOSED = new Set(["redis"]);

type Offers = Map<string, DatabaseEngineOptions>;

interface Outcome {
  created(cluster: DatabaseCluster): void;
  /** The answer was lost: the cluster may exist. */
  unclear(): void;
}

export function openCreate(api: Api, scope: AbortSignal, outcome: Outcome): void {
  const modal = openModal({ title: "Create a cluster", testId: "create-dialog", scope });
  void fill(modal, api, outcome);
}

async function fill(modal: Modal, api: Api, outcome: Outcome): Promise<void> {
  modal.body.replaceChildren(loadingRows(6, "what can be created"));
  try {
    const { options } = await api.call((client) => client.databases.options({ signal: modal.closed }));
    const form = new CreateForm(modal, api, outcome, open(options));
    modal.body.replaceChildren(form.element);
    form.focus();
  } catch (error) {
    if (!isAbort(error)) {
      const retry = () => void fill(modal, api, outcome);
      modal.body.replaceChildren(errorCard(error, { title: "The choices could not be loaded", retry }));
    }
  }
}

/** The engines a new cluster can have. */
function open(options: object): Offers {
  const offers = Object.entries(options) as [string, DatabaseEngineOptions][];
  return new Map(offers.filter(([engine, { versions, layouts }]) => !CLOSED.has(engine) && versions && layouts));
}

class CreateForm {
  readonly element: HTMLFormElement;
  readonly #offers: Offers;
  readonly #name = el("input", {
    type: "text",
    name: "name",
    required: true,
    minlength: 3,
    maxlength: 63,
    pattern: "[a-z0-9\\-]+",
    title: "Lower-case letters, digits and hyphens",
    autocomplete: "off",
    spellcheck: "false",
    "data-testid": "create-name",
  });
  readonly #engine = select("engine");
  readonly #version = select("version");
  readonly #nodes = select("nodes");
  readonly #size = select("size");
  readonly #region = select("region");
  readonly #tags = el("input", {
    type: "text",
    name: "tags",
    autocomplete: "off",
    spellcheck: "false",
    "data-testid": "create-tags",
  });

  constructor(modal: Modal, api: Api, outcome: Outcome, offers: Offers) {
    this.#offers = offers;
    const create = async () => {
      try {
        // Not given up when the dialog closes: the cluster would be created all the same.
        outcome.created(await api.call((client) => client.databases.create(this.#body())));
      } catch (error) {
        if (error instanceof ConnectionError || error instanceof TimeoutError) {
          outcome.unclear();
        }
        throw error;
      }
    };
    this.element = actionForm(
      {
        modal,
        action: "Create cluster",
        kind: "primary",
        testId: "create-submit",
        failure: "The cluster was not created",
        run: create,
      },
      field("Name", this.#name, "3 to 63 lower-case letters, digits and hyphens."),
      el("div", { class: "field-pair" }, field("Engine", this.#engine), field("Version", this.#version)),
      el("div", { class: "field-pair" }, field("Nodes", this.#nodes), field("Size of a node", this.#size)),
      field("Region", this.#region),
      field("Tags", this.#tags, "Optional, separated by commas."),
    );
    this.element.dataset.testid = "create-form";
    setChoices(
      this.#engine,
      [...offers.keys()].map((engine) => [engine, engineName(engine)]),
    );
    this.#engine.value = offers.has("pg") ? "pg" : this.#engine.value;
    this.#engine.addEventListener("change", () => this.#engineChosen());
    this.#nodes.addEventListener("change", () => this.#nodesChosen());
    this.#engineChosen();
  }

  focus(): void {
    this.#name.focus();
  }

  get #offer(): DatabaseEngineOptions | undefined {
    return this.#offers.get(this.#engine.value);
  }

  #engineChosen(): void {
    const { versions = [], layouts = [], regions = [], default_version } = this.#offer ?? {};
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
    this.#nodesChosen();
  }

  #nodesChosen(): void {
    const nodes = Number(this.#nodes.value);
    const layout = this.#offer?.layouts.find(({ num_nodes }) => num_nodes === nodes);
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

function select(name: string): HTMLSelectElement {
  return el("select", { name, required: true, "data-testid": `create-${name}` });
}
