import type { Manifest } from "digitalocean-wasm";
import { copyButton, iconButton } from "../controls";
import { el } from "../dom";
import { formatBytes, shortDigest, time } from "../format";
import { cell } from "../table";

export const COLUMNS = ["Digest", "Tags", "Size", "Updated", ""];

export function manifestRow(manifest: Manifest, remove: () => void): HTMLElement {
  const digest = shortDigest(manifest.digest);
  const copy = copyButton(manifest.digest, `digest ${digest}`);
  const trash = iconButton({ label: `Delete ${digest}`, icon: "trash", onClick: remove, testId: "manifest-delete" });
  return el(
    "tr",
    { role: "row", "data-testid": "manifest-row", "data-digest": manifest.digest },
    cell("Digest", el("span", { class: "digest" }, el("code", { title: manifest.digest }, digest), copy)),
    cell("Tags", tagList(manifest.tags)),
    cell("Size", ...sizes(manifest)),
    cell("Updated", time(manifest.updated_at)),
    cell("", trash),
  );
}

function tagList(tags: readonly string[]): HTMLElement {
  if (tags.length === 0) {
    return el("span", { class: "secondary" }, "Untagged");
  }
  return el("ul", { class: "chips" }, ...tags.map((tag) => el("li", { class: "chip" }, tag)));
}

function sizes({ compressed_size_bytes, size_bytes }: Manifest): HTMLElement[] {
  const compressed = el("span", {}, formatBytes(compressed_size_bytes));
  // Not known right after a push.
  return size_bytes
    ? [compressed, el("span", { class: "secondary" }, `${formatBytes(size_bytes)} unpacked`)]
    : [compressed];
}
