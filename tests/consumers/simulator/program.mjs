// In Node, Bun and Deno, which serve the simulator over HTTP, too.
import * as library from "digitalocean-wasm/simulator";
import { story } from "./story.mjs";

const report = await story(library);
const simulator = await library.createSimulator();
const server = await simulator.listen();
const headers = { authorization: `Bearer ${simulator.token()}` };
const response = await fetch(`${server.url}/v2/databases`, { headers });
const { databases } = await response.json();
await server.close();
console.log(JSON.stringify({ ...report, did: [...report.did, ...(databases.length === 4 ? ["listen"] : [])] }));
