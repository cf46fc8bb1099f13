import type { GarbageCollection, GarbageCollectionType } from "digitalocean-wasm";
import { actionForm } from "../action-form";
import type { Api } from "../api";
import { el } from "../dom";
import { capitalised } from "../format";
import { openModal } from "../modal";

const TYPES: readonly { type: GarbageCollectionType; text: string }[] = [
  {
    type: "untagged manifests and unreferenced blobs",
    text: "Removes images without a tag and the storage nothing uses any more.",
  },
  { type: "untagged manifests only", text: "Removes images without a tag. Frees no storage by itself." },
  { type: "unreferenced blobs only", text: "Frees the storage that no image uses. Keeps all images." },
];

/** Asks what to collect, and starts. */
export function openStart(
  api: Api,
  registry: string,
  scope: AbortSignal,
  fallback: HTMLElement,
  started: (collection: GarbageCollection) => void,
): void {
  const modal = openModal({ title: "Start garbage collection", testId: "gc-dialog", scope, fallback });
  const choices = el(
    "fieldset",
    { class: "choices" },
    el("legend", {}, "What to remove"),
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
        started(await api.call((client) => client.registry.garbageCollections.start(registry, { type }, { signal })));
      },
    },
    choices,
    el("p", { class: "secondary" }, `${registry} is read-only until it ends. It can be cancelled.`),
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
