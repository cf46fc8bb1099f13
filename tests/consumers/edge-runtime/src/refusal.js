// The runtime has no DecompressionStream, which the package needs to unpack what is inside it: it must say so, and name
// the slim package, which then works.
import * as digitalocean from "digitalocean-wasm";
import wasm from "digitalocean-wasm/digitalocean.wasm";
import * as slim from "digitalocean-wasm/slim";
import { answer } from "./answer.js";

async function loadError() {
  const error = await digitalocean.init().catch((error) => error);
  const isClear = ["LoadError", "needs DecompressionStream", "digitalocean-wasm/slim"].every((part) =>
    `${error?.name}: ${error?.message}`.includes(part),
  );
  if (!isClear) {
    throw new Error(`not clear: ${error}`);
  }
}

async function respond(request) {
  try {
    await loadError();
    await slim.init(wasm);
  } catch ({ message }) {
    return Response.json({ error: message });
  }
  return answer(slim, request, ["refusal"]);
}

addEventListener("fetch", (event) => event.respondWith(respond(event.request)));
