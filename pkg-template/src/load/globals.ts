import type { ErrorFields } from "../errors/classes.js";

/** A module of Node; undefined on other platforms, and on versions of Node that cannot get one synchronously. */
export const builtinModule = <T>(name: string): T | undefined =>
  (globalThis as { process?: { getBuiltinModule?(name: string): unknown } }).process?.getBuiltinModule?.(name) as T;

/** Throws the parts of a `LoadError`, with a hint, when the platform lacks one of these globals. */
export function requireGlobals(...names: string[]): void {
  // Without WebAssembly, Node ends when its fetch, or what belongs to it, is looked at.
  const needed = "WebAssembly" in globalThis ? names : ["WebAssembly"];
  const missing = needed.filter((name) => (globalThis as Record<string, unknown>)[name] === undefined);
  if (missing.length === 0) return;
  const message = `digitalocean-wasm needs ${missing.join(", ")}, missing on this platform: ${hintFor(missing)}`;
  throw { code: "load_failed", message } satisfies ErrorFields;
}

function hintFor(missing: string[]): string {
  if (globalThis.navigator?.userAgent?.includes("jsdom")) {
    return 'jsdom hides it; use the test environment "node" or "jest-fixed-jsdom"';
  }
  switch (String(missing)) {
    case "WebAssembly":
      return "it is off (--jitless, Lockdown Mode, in-app browser) or absent (React Native): allow it, or call from a server";
    case "fetch":
      return "pass one, `new DigitalOcean({ fetch })`";
    case "DecompressionStream":
      return 'use "digitalocean-wasm/slim", or Chrome 80, Firefox 113, Safari 16.4, Node 18 or newer';
    default:
      return "use a newer version of the platform, or a polyfill";
  }
}
