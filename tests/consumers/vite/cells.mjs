import { visit } from "../support/chromium.mjs";
import { emptyFolder, filesIn, folderOf, versionOf } from "../support/paths.mjs";
import { addressOf, startSite } from "../support/site.mjs";

const root = folderOf(import.meta.url);

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

/** Builds as `vite build` does. */
function built(name) {
  let folder;
  return {
    place: `${name.replace("vite-", "Vite ")}, build`,
    version: versionOf(name),
    build: async () => {
      const { build } = await import(name);
      folder = emptyFolder(name);
      await build({ root, logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
      return filesIn(folder);
    },
    run: (given) => open(folder, given),
  };
}

/** Serves as `vite` does, from sources. */
function served(name) {
  return {
    place: `${name.replace("vite-", "Vite ")}, development`,
    version: versionOf(name),
    run: async (given) => {
      const { createServer } = await import(name);
      let server;
      try {
        return await open(root, given, async (site) => {
          server = await createServer({
            root,
            logLevel: "warn",
            cacheDir: emptyFolder(`${name}-cache`),
            server: { port: 0, host: "127.0.0.1", proxy: { "/report": site.url }, fs: { strict: false } },
          });
          await server.listen();
          return server.resolvedUrls.local[0];
        });
      } finally {
        await server?.close();
      }
    },
  };
}

export const cells = ["vite-6", "vite-7", "vite-8"].flatMap((name) => [served(name), built(name)]);
