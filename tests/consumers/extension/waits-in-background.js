// Added to the template's background for the test: creates a cluster and waits for it as the template waits.
import { DigitalOcean } from "digitalocean-wasm";
import { readToken } from "./token.js";
import { follow } from "./waits.js";

const client = new DigitalOcean({ baseUrl: API_URL, token: readToken });

chrome.runtime.onMessage.addListener(({ create }) => {
  if (create) {
    const begin = (options) => client.databases.createAndWait(create, { ...options, pollInterval: 100, timeout: 0 });
    follow("created", begin, () => undefined);
  }
});
