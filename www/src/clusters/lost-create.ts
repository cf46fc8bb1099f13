import type { AmbiguousWriteError, DatabaseCluster } from "digitalocean-wasm";
import { announce } from "../ui/announce";
import { button, isBusy, setBusy } from "../ui/buttons";
import { el } from "../ui/dom";
import { errorCard, isAbort } from "../ui/error-card";
import type { Modal } from "../ui/modal";

interface LostCreateOptions {
  modal: Modal;
  /** Receives the cluster when it is found. */
  onCreated: (cluster: DatabaseCluster) => void;
}

/** Creates the card for a create whose response was lost, with a button that looks for the new cluster. */
export function lostCreateCard(error: AmbiguousWriteError, { modal, onCreated }: LostCreateOptions): HTMLElement {
  const result = el("div", { class: "lookup-result", "aria-live": "polite", "data-testid": "lookup-result" });
  const lookButton = button({
    label: "Look for it",
    icon: "search",
    onClick: () => void find(),
    testId: "find-created",
  });
  const find = async () => {
    if (isBusy(lookButton)) {
      return;
    }
    setBusy(lookButton, true);
    result.replaceChildren();
    try {
      const cluster = (await error.findCreated()) as DatabaseCluster | undefined;
      if (modal.closed.aborted) {
        return;
      }
      if (cluster) {
        onCreated(cluster);
        modal.close();
        announce(`${cluster.name} was created`);
      } else {
        result.append(
          el("p", {}, "It is not in the list, at least not yet. Look again before you create another with this name."),
        );
      }
    } catch (reason) {
      if (!isAbort(reason)) {
        result.append(errorCard(reason, { title: "The clusters could not be listed" }));
      }
    } finally {
      setBusy(lookButton, false);
    }
  };
  const card = errorCard(error, { title: "The cluster may have been created", actions: [lookButton] });
  card.append(result);
  return card;
}
