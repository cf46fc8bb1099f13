// Builds the extension into dist/.
import { readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/** Base URL of the API, such as a simulator's; the extension gets the permission for this host only. */
const { API_URL = "https://api.digitalocean.com" } = process.env;

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: ["src/background.*", "src/content.*", "src/options.*", "src/popup.*"],
  outdir: "dist",
  bundle: true,
  format: "iife",
  minify: true,
  target: ["chrome123", "firefox128"],
  loader: { ".html": "copy" },
  define: { API_URL: JSON.stringify(API_URL) },
});

const manifest = JSON.parse(await readFile("manifest.json", "utf8"));
const { protocol, hostname } = new URL(API_URL);
manifest.host_permissions = [`${protocol}//${hostname}/*`];
await writeFile("dist/manifest.json", JSON.stringify(manifest, null, 2));
