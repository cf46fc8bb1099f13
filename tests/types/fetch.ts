// The `fetch` of other libraries, given as it is and wrapped.
import { DigitalOcean } from "digitalocean-wasm";
import fetch3 from "node-fetch";
import type * as undici from "undici-types";
import fetch2 from "./node-fetch-2.js";

declare const undiciFetch: typeof undici.fetch;
declare const dispatcher: undici.Dispatcher;
declare const agent: import("node:http").Agent;

new DigitalOcean({ fetch: undiciFetch });
new DigitalOcean({ fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }) });
new DigitalOcean({ fetch: fetch3 });
new DigitalOcean({ fetch: (url, init) => fetch3(url, { ...init, agent }) });
new DigitalOcean({ fetch: fetch2 });
new DigitalOcean({ fetch: (url, init) => fetch2(url, { ...init, agent }) });
new DigitalOcean({ fetch: globalThis.fetch });
new DigitalOcean({ fetch: (url, init) => globalThis.fetch(new URL(url), init) });
new DigitalOcean({ fetch: (url, init) => globalThis.fetch(new Request(url, init)) });
