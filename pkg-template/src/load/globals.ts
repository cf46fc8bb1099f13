import type { ErrorFields } from "../errors/classes.js";

/** Throws what a `LoadError` is made of when the platform lacks something, with what to do there. */
export function requireGlobals(...names: string[]): void {
  const missing = names.filter((name) => (globalThis as Record<string, unknown>)[name] === undefined);
  if (missing.length === 0) return;
  const message = `digitalocean-wasm cannot run here, where there is no ${missing.join(", ")}: ${remedy(missing)}`;
  throw { code: "load_failed", message } satisfies ErrorFields;
}

function remedy(missing: string[]): string {
  if (globalThis.navigator?.userAgent?.includes("jsdom")) {
    return 'jsdom hides it; use the test environment "node", or "jest-fixed-jsdom"';
  }
  switch (String(missing)) {
    case "fetch":
      return "give the client one, `new DigitalOcean({ fetch })`";
    case "DecompressionStream":
      return 'use "digitalocean-wasm/slim", or Chrome 80, Firefox 113, Safari 16.4, Node 18 or newer';
    default:
      return "use a newer platform, or polyfill it";
  }
}
