// Shows on DigitalOcean's own pages how many clusters are online.
import { ask } from "./ask.js";

async function showBadge() {
  const badge = document.createElement("output");
  badge.id = "database-clusters-badge";
  try {
    const { online, total } = await ask("online");
    badge.dataset.state = online === total ? "good" : "busy";
    badge.textContent = `${online} of ${total} clusters online`;
  } catch ({ code, message }) {
    if (code === "no_token") {
      return;
    }
    badge.dataset.state = "error";
    badge.textContent = "Clusters: no answer";
    badge.title = message;
  }
  document.body.append(badge);
}

showBadge();
