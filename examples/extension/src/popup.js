// The popup: lists the clusters.
import { ask } from "./ask.js";

const ENGINES = {
  kafka: "Kafka",
  mongodb: "MongoDB",
  mysql: "MySQL",
  opensearch: "OpenSearch",
  pg: "PostgreSQL",
  redis: "Redis",
  valkey: "Valkey",
};

const part = (selector) => document.querySelector(selector);

/** Shows one state of the popup and hides the others. */
function show(state) {
  for (const element of document.querySelectorAll("[data-state]")) {
    element.hidden = element.dataset.state !== state;
  }
}

function row({ id, name, engine, version = "", region, status }) {
  const element = part("#cluster").content.cloneNode(true);
  const [link, title, details, pill, tell] = ["a", ".name", ".engine", ".status", "button"].map((part) =>
    element.querySelector(part),
  );
  link.href += encodeURIComponent(id);
  title.textContent = name;
  details.textContent = `${ENGINES[engine] ?? engine} ${version} · ${region}`;
  pill.textContent = pill.dataset.status = status;
  tell.hidden = status === "online";
  tell.addEventListener("click", async () => {
    tell.disabled = true;
    await ask("tell", id).catch(() => {
      tell.disabled = false;
    });
  });
  return element;
}

async function refresh() {
  show("loading");
  chrome.action.setBadgeText({ text: "" });
  try {
    const clusters = await ask("clusters");
    part("ul").replaceChildren(...clusters.map(row));
    show(clusters.length > 0 ? "list" : "empty");
  } catch ({ code, message, hint }) {
    part("#message").textContent = message;
    part("#hint").textContent = hint ?? "";
    show(code === "no_token" ? "no_token" : "error");
  }
}

part("#refresh").addEventListener("click", refresh);
for (const button of document.querySelectorAll(".settings")) {
  button.addEventListener("click", () => chrome.runtime.openOptionsPage());
}
refresh();
