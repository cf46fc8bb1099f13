import type { DigitalOcean, GarbageCollection, GarbageCollectionType } from "digitalocean-wasm";
import { actionForm } from "../ui/action-form";
import { el } from "../ui/dom";
import { capitalised } from "../ui/format";
import { openModal } from "../ui/modal";

const TYPES: readonly { type: GarbageCollectionType; text: string }[] = [
  {
    type: "untagged manifests and unreferenced blobs",
    text: "Deletes images without a tag, and frees the storage that no image uses.",
  },
  { type: "untagged manifests only", text: "Deletes images without a tag. Frees no storage by itself." },
  { type: "unreferenced blobs only", text: "Frees the storage that no image uses. Keeps all images." },
];

/** Opens the dialog that starts a garbage collection of a chosen type. */
export function openStartForm(
  client: DigitalOcean,
  registry: string,
  scope: AbortSignal,
  fallback: HTMLElement,
  started: (collection: GarbageCollection) => void,
): void {
  const modal = openModal({ title: "Start garbage collection", testId: "gc-dialog", scope, fallback });
  const choices = el(
    "fieldset",
    { class: "choices" },
    el("legend", {}, "Delete"),
    ...TYPES.map(({ type, text }, index) => choice(type, text, index === 0)),
  );
  const form = actionForm(
    {
      modal,
      action: "Start",
      kind: "primary",
      testId: "gc-start",
      failure: "The garbage collection was not started",
      run: async (signal) => {
        const type = String(new FormData(form).get("type"));
        started(await client.registries.garbageCollections.start(registry, { type }, { signal }));
      },
    },
    choices,
    el(
      "p",
      { class: "secondary" },
      `The registry ${registry} is read-only until the collection ends. You can cancel it.`,
    ),
  );
  modal.body.append(form);
  form.querySelector<HTMLElement>("input:checked")?.focus();
}

function choice(type: string, text: string, checked: boolean): HTMLElement {
  return el(
    "label",
    { class: "choice" },
    el("input", { type: "radio", name: "type", value: type, checked, "data-testid": "gc-type" }),
    el("span", {}, el("span", { class: "choice-title" }, capitalised(type)), el("span", { class: "secondary" }, text)),
  );
}
