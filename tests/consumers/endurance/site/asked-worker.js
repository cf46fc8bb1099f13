// A shared or a service worker, which makes the calls that pages ask it for.

import { hold, list } from "/held.mjs";
import * as library from "/index.js";

const api = new URLSearchParams(location.search).get("api");

async function answer({ data, ports: [port] }) {
  try {
    port.postMessage({ answer: data.hold ? await hold(library, api, data.hold) : await list(library, api) });
  } catch (error) {
    port.postMessage({ error: String(error) });
  }
}

addEventListener("message", (event) => event.waitUntil(answer(event)));
addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = answer;
});
