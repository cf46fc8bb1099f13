import { type DigitalOcean, type Manifest, NotFoundError } from "digitalocean-wasm";
import { announce } from "../ui/announce";
import { iconButton } from "../ui/buttons";
import { confirmAction } from "../ui/confirm";
import { el } from "../ui/dom";
import { count, time } from "../ui/format";
import { PagedTable } from "../ui/paged-table";
import { emptyState } from "../ui/states";
import { cell } from "../ui/table";
import { digestWithCopy, shortDigest } from "./digest";
import type { RepositoryContext } from "./repository";
import { imageSize } from "./sizes";

/** Creates the table of a repository's manifests. */
export function manifestsTable(client: DigitalOcean, context: RepositoryContext): PagedTable<Manifest> {
  const { registry, repository, scope } = context;
  const manifests = new PagedTable<Manifest>({
    nouns: ["manifest", "manifests"],
    className: "table-images",
    columns: ["Digest", "Tags", "Size", "Updated", ""],
    perPage: 10,
    scope,
    load: (query, signal) => client.registries.manifests.list(registry, repository, query, { signal }),
    row: (manifest) => manifestRow(manifest, () => confirmDelete(client, context, manifest, () => manifests.refresh())),
    empty: () => emptyState("box", "No manifests", "Push an image to this repository and it appears here."),
  });
  return manifests;
}

function manifestRow(manifest: Manifest, remove: () => void): HTMLElement {
  const label = `Delete ${shortDigest(manifest.digest)}`;
  const trash = iconButton({ label, icon: "trash", onClick: remove, testId: "manifest-delete" });
  trash.dataset.writes = "";
  return el(
    "tr",
    { role: "row", "data-testid": "manifest-row", "data-digest": manifest.digest },
    cell("Digest", digestWithCopy(manifest.digest)),
    cell("Tags", tagList(manifest.tags)),
    cell("Size", ...imageSize(manifest)),
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

function confirmDelete(
  client: DigitalOcean,
  { registry, repository, scope, heading }: RepositoryContext,
  { digest, tags }: Manifest,
  onDeleted: () => void,
): void {
  const lost = tags.length > 0 ? ` with its ${count(tags.length, "tag", "tags")} ${tags.join(", ")}` : "";
  confirmAction({
    title: "Delete manifest?",
    text: `This deletes ${shortDigest(digest)}${lost}. The next garbage collection frees its storage.`,
    action: "Delete manifest",
    failure: "The manifest was not deleted",
    scope,
    fallback: heading,
    run: async (signal) => {
      await client.registries.manifests.delete(registry, repository, digest, { signal }).catch(ignoreNotFound);
      announce(`${shortDigest(digest)} is deleted`);
      onDeleted();
    },
  });
}

/** Takes a 404 for success: the manifest or tag was deleted already. */
export function ignoreNotFound(error: unknown): void {
  if (!(error instanceof NotFoundError)) {
    throw error;
  }
}
