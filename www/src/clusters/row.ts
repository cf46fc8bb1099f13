import type { DatabaseCluster } from "digitalocean-wasm";
import { engineAndVersion, regionName, sizeName } from "../names";
import { iconButton } from "../ui/buttons";
import { el } from "../ui/dom";
import { count, day } from "../ui/format";
import type { ItemElement } from "../ui/keyed-list";
import { StatusPill } from "../ui/status-pill";
import { cell } from "../ui/table";
import { clusterTone, DELETING } from "./statuses";

export const COLUMNS = ["Name", "Engine", "Region", "Nodes", "Tags", "Created", "Status", ""];

/** Actions of a row, with the newest version of its cluster. */
export interface ClusterActions {
  open(cluster: DatabaseCluster): void;
  remove(cluster: DatabaseCluster): void;
  filter(tag: string): void;
}

/** Creates the row of a cluster. */
export function clusterRow(cluster: DatabaseCluster, actions: ClusterActions): ItemElement<DatabaseCluster> {
  let current = cluster;
  const name = el("button", { type: "button", class: "link", "data-testid": "cluster-open" }, cluster.name);
  name.addEventListener("click", () => actions.open(current));
  const remove = iconButton({
    label: `Delete ${cluster.name}`,
    icon: "trash",
    onClick: () => actions.remove(current),
    testId: "cluster-delete",
  });
  const pill = new StatusPill("cluster-status", clusterTone);
  const engine = cell("Engine");
  const nodes = cell("Nodes");
  const tags = cell("Tags");
  const element = el(
    "tr",
    { role: "row", "data-testid": "cluster-row", "data-cluster": cluster.name },
    cell("Name", name),
    engine,
    cell("Region", el("span", { title: cluster.region }, regionName(cluster.region))),
    nodes,
    tags,
    cell("Created", day(cluster.created_at)),
    cell("Status", pill.element),
    cell("", remove),
  );

  const update = (next: DatabaseCluster) => {
    if (next.tags?.join() !== current.tags?.join() || !tags.firstChild) {
      tags.replaceChildren(tagList(next.tags ?? [], actions));
    }
    current = next;
    engine.textContent = engineAndVersion(next);
    nodes.replaceChildren(
      el("span", {}, count(next.num_nodes, "node", "nodes")),
      el("span", { class: "secondary", title: next.size }, sizeName(next.size)),
    );
    pill.show(next.status);
    remove.disabled = next.status === DELETING;
  };
  update(cluster);
  return { element, update };
}

function tagList(tags: readonly string[], actions: ClusterActions): HTMLElement {
  if (tags.length === 0) {
    return el("span", { class: "secondary" }, "None");
  }
  const items = tags.map((tag) => {
    const chip = el("button", { type: "button", class: "chip", title: `Only clusters tagged ${tag}` }, tag);
    chip.addEventListener("click", () => actions.filter(tag));
    return el("li", {}, chip);
  });
  return el("ul", { class: "chips" }, ...items);
}
