// Node, for a long time. To be run with --expose-gc.
import { getEventListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import { watchMemory } from "./site/memory.mjs";
import { startMix } from "./site/mix.mjs";
import { endure } from "./trend.mjs";

const memory = watchMemory();
const { signal } = new AbortController();
const round = startMix(await import("digitalocean-wasm"), process.env.API_URL, signal);

async function sample() {
  // Twice, with time between, for what finalizers let go of.
  for (let times = 0; times < 2; times += 1) {
    await setTimeout(20);
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return {
    heap: heapUsed + external,
    memory: memory(),
    handles: process.getActiveResourcesInfo().length,
    listeners: getEventListeners(signal, "abort").length,
  };
}

const calls = Number(process.env.CALLS);
// A page of WebAssembly's memory may come late, and connections vary; a leak would be thousands, or more bytes than that.
const limits = { heap: 20, memory: 65_536, handles: 10, listeners: 0 };
const { did } = await endure({ calls, round, sample, limits });
console.log(JSON.stringify({ did }));
