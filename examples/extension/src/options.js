// The options page: saves, tries and removes the token. It never shows a saved one.
import { ask } from "./ask.js";
import { readToken, removeToken, saveToken } from "./token.js";

const [form, input, remove, output] = ["form", "#token", "#remove", "output"].map((part) =>
  document.querySelector(part),
);

function say(text, state = "") {
  output.textContent = text;
  output.dataset.state = state;
}

async function showSaved() {
  const isSaved = Boolean(await readToken());
  remove.hidden = !isSaved;
  say(isSaved ? "A token is saved. Saving another replaces it." : "No token is saved.");
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  say("Saving…");
  await saveToken(input.value.trim());
  input.value = "";
  await showSaved();
  say("Saved. Trying it…");
  try {
    const { length } = await ask("clusters");
    say(`Saved. It works, and sees ${length} ${length === 1 ? "cluster" : "clusters"}.`, "good");
  } catch ({ message, hint }) {
    say(`Saved, but listing the clusters failed: ${[message, hint].filter(Boolean).join("; ")}`, "error");
  }
});

remove.addEventListener("click", async () => {
  await removeToken();
  await showSaved();
});

showSaved();
