// Browsers as users have them, without a bundler: pages and workers import the package's file.
import { join } from "node:path";
import { browsers } from "../support/browsers.mjs";
import { folderOf, library } from "../support/paths.mjs";
import { addressOf, startSite } from "../support/site.mjs";

const here = folderOf(import.meta.url);
const support = join(here, "..", "support");
const files = {
  "/index.js": { file: join(library, "index.js") },
  "/report.mjs": { file: join(support, "report.mjs") },
  "/calls.mjs": { file: join(support, "calls.mjs") },
};

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' http://127.0.0.1:*";

/** A page of the site that is served with a Content-Security-Policy. */
function strict(page, policy) {
  return { page, headers: { "content-security-policy": policy } };
}

const places = {
  page: { page: "page" },
  "dedicated worker": { page: "dedicated-worker" },
  "shared worker": { page: "shared-worker" },
  "service worker": { page: "service-worker" },
  "page with a strict policy": strict("page", POLICY),
  "page that forbids WebAssembly": {
    ...strict("refusal", POLICY.replace(" 'wasm-unsafe-eval'", "")),
    expected: ["refusal"],
  },
};

async function open(browser, { page, headers }, given) {
  const path = `/${page}.html`;
  const site = await startSite(join(here, "site"), { ...files, [path]: { file: join(here, "site", path), headers } });
  try {
    return await browser.visit(addressOf(`${site.url}${path}`, given), site.report());
  } finally {
    site.stop();
  }
}

export const cases = browsers.flatMap((browser) =>
  Object.entries(places).map(([what, { expected, ...page }]) => ({
    place: `${browser.name}, ${what}`,
    version: browser.version,
    expected,
    missing: () => (browser.program ? undefined : `there is no ${browser.name} here`),
    run: (given) => open(browser, page, given),
  })),
);
