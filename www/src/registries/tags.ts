import type { DigitalOcean, RepositoryTag } from "digitalocean-wasm";
import { announce } from "../ui/announce";
import { iconButton } from "../ui/buttons";
import { confirmAction } from "../ui/confirm";
import { el } from "../ui/dom";
import { time } from "../ui/format";
import { PagedTable } from "../ui/paged-table";
import { emptyState } from "../ui/states";
import { cell } from "../ui/table";
import { digestWithCopy } from "./digest";
import { ignoreNotFound } from "./manifests";
import type { RepositoryContext } from "./repository";
import { imageSize } from "./sizes";

/** Creates the table of a repository's tags. */
export function tagsTable(client: DigitalOcean, context: RepositoryContext): PagedTable<RepositoryTag> {
  const { registry, repository, scope } = context;
  const tags = new PagedTable<RepositoryTag>({
    nouns: ["tag", "tags"],
    className: "table-images",
    columns: ["Tag", "Manifest", "Size", "Updated", ""],
    perPage: 10,
    scope,
    load: (query, signal) => client.registries.tags.list(registry, repository, query, { signal }),
    row: (tag) => tagRow(tag, () => confirmDelete(client, context, tag, () => tags.refresh())),
    empty: () => emptyState("tag", "No tags", "Push an image with a tag to this repository and it appears here."),
  });
  return tags;
}

function tagRow(tag: RepositoryTag, remove: () => void): HTMLElement {
  const trash = iconButton({ label: `Delete ${tag.tag}`, icon: "trash", onClick: remove, testId: "tag-delete" });
  trash.dataset.writes = "";
  return el(
    "tr",
    { role: "row", "data-testid": "tag-row", "data-tag": tag.tag },
    cell("Tag", el("span", { class: "chip" }, tag.tag)),
    cell("Manifest", digestWithCopy(tag.manifest_digest)),
    cell("Size", ...imageSize(tag)),
    cell("Updated", time(tag.updated_at)),
    cell("", trash),
  );
}

function confirmDelete(
  client: DigitalOcean,
  { registry, repository, scope, heading }: RepositoryContext,
  { tag }: RepositoryTag,
  onDeleted: () => void,
): void {
  confirmAction({
    title: `Delete tag ${tag}?`,
    text: "This deletes the tag. Its manifest stays, untagged if no other tag points at it.",
    action: "Delete tag",
    failure: "The tag was not deleted",
    scope,
    fallback: heading,
    run: async (signal) => {
      await client.registries.tags.delete(registry, repository, tag, { signal }).catch(ignoreNotFound);
      announce(`Tag ${tag} is deleted`);
      onDeleted();
    },
  });
}
