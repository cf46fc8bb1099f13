// The background is the only part that calls the API, and the only one that needs the token for it. The browser stops it
// when it is idle and starts it again with the next message. So it keeps nothing in memory that it could not do without,
// and it starts to listen at once, before it waits for anything.
import { DigitalOcean } from "digitalocean-wasm";
import { readToken } from "./token.js";

const client = new DigitalOcean({ baseUrl: API_URL, token: readToken });

// Where the browser can do that, only the extension's own pages may read its storage, and content scripts may not.
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

/** What content scripts may ask. They run in web pages: tell them no more than they show. */
const forContentScripts = new Map([["online", online]]);
/** What the popup and the options page may ask. */
const forPages = new Map([["clusters", clusters]]);

chrome.runtime.onMessage.addListener(({ question }, sender, respond) => {
  const isPage = sender.url?.startsWith(chrome.runtime.getURL(""));
  const find = (isPage ? forPages : forContentScripts).get(question);
  if (find) {
    answer(find).then(respond);
    return true; // keeps the channel open until the answer is there
  }
});

/** Errors do not survive the way to who asked: their fields do. */
async function answer(find) {
  try {
    return (await readToken())
      ? { answer: await find() }
      : { error: { code: "no_token", message: "No token is saved." } };
  } catch ({ code, message, hint }) {
    return { error: { code, message, hint } };
  }
}
