// The steps with the slim entry that pages and Node share.
import { calls } from "../support/calls.mjs";

/** The forms in which `init` takes a `.wasm`, each made from its address. */
const kinds = {
  address: (address) => address,
  URL: (address) => new URL(address, globalThis.location?.href),
  Response: (address) => fetch(address),
  bytes: async (address) => (await fetch(address)).arrayBuffer(),
  Module: async (address) => WebAssembly.compile(await (await fetch(address)).arrayBuffer()),
};

/** Loads from the last address, despite those before it, and calls. `said` holds the warnings. */
export async function loadAndCall(library, { kind, addresses, ...given }) {
  const said = [];
  console.warn = (...words) => said.push(`warning: ${words.join(" ")}`);
  const load = (address) => library.init(kinds[kind](address));
  for (const address of addresses.slice(0, -1)) {
    await load(address).catch(({ name, message }) => said.push(`${name}: ${message}`));
  }
  await load(addresses.at(-1));
  return { said, ...(await calls(library, given)) };
}
