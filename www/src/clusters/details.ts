import type { DatabaseCluster, DigitalOcean } from "digitalocean-wasm";
import { engineName, regionName, sizeName } from "../names";
import { copyButton } from "../ui/buttons";
import { type Child, el } from "../ui/dom";
import { capitalised, count, formatBytes, time } from "../ui/format";
import { openModal } from "../ui/modal";
import { StatusPill } from "../ui/status-pill";
import { Configuration } from "./configuration";
import { ConnectionDetails } from "./connection";
import { clusterTone } from "./statuses";

const MEBIBYTE = 1024 * 1024;

/** Opens the details of a cluster; `update` shows a newer status. */
export function openDetails(client: DigitalOcean, scope: AbortSignal, cluster: DatabaseCluster, fallback: HTMLElement) {
  const modal = openModal({ title: cluster.name, testId: "cluster-details", kind: "drawer", scope, fallback });
  const pill = new StatusPill("details-status", clusterTone);
  const facts = el("dl", { class: "facts" });
  const configuration = new Configuration(client, cluster.id, modal.closed);
  const connection = new ConnectionDetails(client, cluster, modal.closed);
  modal.body.append(
    el("section", { class: "details-section" }, el("div", { "aria-live": "polite" }, pill.element), facts),
    connection.element,
    configuration.element,
  );

  const update = (next: DatabaseCluster) => {
    pill.show(next.status);
    connection.update(next);
    configuration.update(next.status);
  };
  facts.append(...describe(cluster));
  update(cluster);
  return { update, closed: modal.closed };
}

function describe(cluster: DatabaseCluster): HTMLElement[] {
  const { maintenance_window: maintenance, storage_size_mib: storage } = cluster;
  const version = cluster.semantic_version ?? cluster.version ?? "";
  const rows: [name: string, ...value: Child[]][] = [
    ["Engine", `${engineName(cluster.engine)} ${version}`],
    ["Region", `${regionName(cluster.region)} (${cluster.region})`],
    ["Nodes", `${count(cluster.num_nodes, "node", "nodes")}, ${sizeName(cluster.size)}`],
    ["Created", time(cluster.created_at)],
  ];
  if (storage) {
    rows.push(["Storage", formatBytes(storage * MEBIBYTE)]);
  }
  if (maintenance) {
    rows.push(["Maintenance", `${capitalised(maintenance.day)}, ${maintenance.hour.slice(0, 5)} UTC`]);
  }
  if (cluster.version_end_of_life) {
    rows.push(["End of life", time(cluster.version_end_of_life)]);
  }
  rows.push(["Id", ...copyable(cluster.id, "cluster id")]);
  return rows.map(([name, ...value]) => el("div", {}, el("dt", {}, name), el("dd", {}, ...value)));
}

function copyable(text: string, name: string): Child[] {
  return [el("code", { class: "cut", title: text }, text), copyButton(text, name)];
}
