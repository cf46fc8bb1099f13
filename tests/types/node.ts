// A program for Node alone.
import { readFile } from "node:fs/promises";
import { DigitalOcean } from "digitalocean-wasm";
import { init } from "digitalocean-wasm/slim";

await init(await readFile(new URL(import.meta.resolve("digitalocean-wasm/digitalocean.wasm"))));
await init(readFile("digitalocean.wasm"));
export const client = new DigitalOcean({ token: process.env.TOKEN });
export const cluster = await client.databases.get("id", { signal: AbortSignal.timeout(1000) });
