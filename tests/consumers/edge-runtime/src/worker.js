import wasm from "digitalocean-wasm/digitalocean.wasm";
import * as digitalocean from "digitalocean-wasm/slim";
import { answer } from "./answer.js";

addEventListener("fetch", (event) =>
  event.respondWith(
    digitalocean.init(wasm).then(
      () => answer(digitalocean, event.request),
      ({ message }) => Response.json({ error: message }),
    ),
  ),
);
