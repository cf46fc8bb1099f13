import { join } from "node:path";
import { refuse, shipped } from "../support/bundled.mjs";
import { visit } from "../support/chromium.mjs";
import { emptyFolder, folderOf, versionOf } from "../support/paths.mjs";
import { addressOf, startSite } from "../support/site.mjs";

const cwd = folderOf(import.meta.url);
const projects = [
  { root: cwd, what: "" },
  { root: join(cwd, "slim"), what: " with a .wasm file" },
];

/** Opens the built site, or the development server before it. */
async function open(folder, given, prepare = async () => {}) {
  const site = await startSite(folder);
  try {
    const address = (await prepare(site)) ?? `${site.url}/`;
    return await visit(addressOf(address, given), site.report());
  } finally {
    site.stop();
  }
}

/** A logger that keeps what is more than information. */
async function quiet(name) {
  const { createLogger } = await import(name);
  const warnings = [];
  const keep = (message) => warnings.push(message);
  return { warnings, customLogger: { ...createLogger("silent"), warn: keep, warnOnce: keep, error: keep } };
}

/** Builds as `vite build` does. */
function built(name, { root, what }) {
  let folder;
  return {
    place: `${name.replace("vite-", "Vite ")}, build${what}`,
    version: versionOf(name),
    build: async () => {
      const { build } = await import(name);
      const { warnings, customLogger } = await quiet(name);
      folder = emptyFolder(name);
      await build({
        root,
        customLogger,
        logLevel: "warn",
        build: { outDir: folder, emptyOutDir: true, sourcemap: true },
      });
      refuse(warnings);
      return shipped(folder);
    },
    run: (given) => open(folder, given),
  };
}

/** Serves as `vite` does, from sources. */
function served(name, { root, what }) {
  return {
    place: `${name.replace("vite-", "Vite ")}, development${what}`,
    version: versionOf(name),
    run: async (given) => {
      const { createServer } = await import(name);
      const { warnings, customLogger } = await quiet(name);
      let server;
      try {
        const outcome = await open(root, given, async (site) => {
          server = await createServer({
            root,
            customLogger,
            cacheDir: emptyFolder(`${name}-cache`),
            server: { port: 0, host: "127.0.0.1", proxy: { "/report": site.url } },
          });
          await server.listen();
          return server.resolvedUrls.local[0];
        });
        refuse(warnings);
        return outcome;
      } finally {
        await server?.close();
      }
    },
  };
}

export const cases = ["vite-6", "vite-7", "vite-8"].flatMap((name) =>
  projects.flatMap((project) => [served(name, project), built(name, project)]),
);
