// Added to the template's background for the test: makes the calls there, when a page connects and says what to call.
import * as library from "digitalocean-wasm";
import { calls } from "./calls.mjs";

chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener(async (given) => {
    const failed = (error) => ({ error: `${error?.name}: ${error?.message}` });
    port.postMessage(await calls(library, given).catch(failed));
  });
});
