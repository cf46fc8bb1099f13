// The background is the only part that calls the API. The browser stops it when it is idle and starts it again with the
// next message, so it keeps nothing that matters in memory, and adds its listeners before it waits for anything.
import { DigitalOcean } from "digitalocean-wasm";
import { readToken } from "./token.js";
import { follow, resume } from "./waits.js";

const client = new DigitalOcean({ baseUrl: API_URL, token: readToken });

// Forbids content scripts the extension's storage, in browsers that support it.
chrome.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

async function clusters() {
  const found = [];
  for await (const { id, name, engine, version, region, status } of client.databases.list()) {
    found.push({ id, name, engine, version, region, status });
  }
  return found;
}

async function online() {
  const all = await clusters();
  return { online: all.filter(({ status }) => status === "online").length, total: all.length };
}

/** Waits until a cluster is online, however often the browser stops the background, and says so. */
function tell(id) {
  return follow(id, (options) => client.databases.waitUntilOnline(id, options), say);
}

/** Says at the extension's icon that a cluster is online, or that the wait for it failed. */
function say(id, cluster, error) {
  chrome.action.setBadgeText({ text: cluster ? "✓" : "!" });
  chrome.action.setTitle({ title: cluster ? `${cluster.name} is online` : `${id}: ${error.message}` });
}

resume(client, say);

/** Questions of content scripts. They run in web pages, so they get only the numbers that they show. */
const forContentScripts = new Map([["online", online]]);
/** Questions of the popup and the options page. */
const forPages = new Map([
  ["clusters", clusters],
  ["tell", tell],
]);

chrome.runtime.onMessage.addListener(({ question, about }, sender, respond) => {
  const isPage = sender.url?.startsWith(chrome.runtime.getURL(""));
  const find = (isPage ? forPages : forContentScripts).get(question);
  if (find) {
    answer(() => find(about)).then(respond);
    return true; // keeps the channel open until the response is sent
  }
});

/** Returns the answer or the fields of the error: messages do not carry error objects. */
async function answer(find) {
  try {
    return (await readToken())
      ? { answer: await find() }
      : { error: { code: "no_token", message: "No token is saved." } };
  } catch ({ code, message, hint }) {
    return { error: { code, message, hint } };
  }
}
