// The slim entry without a bundler: a page that imports the package's file, and Node.
import { join } from "node:path";
import { browsers } from "../support/browsers.mjs";
import { folderOf, installed, library, versionOf } from "../support/paths.mjs";
import { reportOf } from "../support/program.mjs";
import { addressOf, startSite } from "../support/site.mjs";

const cwd = folderOf(import.meta.url);
const support = join(cwd, "..", "support");
const wasm = join(library, "digitalocean.wasm");
const node = installed("node-24", "bin", "node");
const nodeVersion = versionOf("node-24");
const chromium = browsers.find(({ name }) => name === "Chromium");

/** The site, with a `.wasm` that is served well, one that is not, and one that is none. */
const pages = {
  "/slim.js": { file: join(library, "slim.js") },
  "/work.mjs": { file: join(cwd, "work.mjs") },
  "/support/report.mjs": { file: join(support, "report.mjs") },
  "/support/calls.mjs": { file: join(support, "calls.mjs") },
  "/digitalocean.wasm": { file: wasm },
  "/untyped/digitalocean.wasm": { file: wasm, type: "application/octet-stream" },
  "/page/digitalocean.wasm": "<!doctype html><title>Clusters</title>",
};

/** The argument of `init`, the addresses it may load from, and the steps that must be reported before the calls. */
const sources = {
  "from an address": { kind: "address" },
  "from a URL object": { kind: "URL" },
  "from a Response": { kind: "Response" },
  "from bytes": { kind: "bytes" },
  "from a Module": { kind: "Module" },
  "served as octets": {
    kind: "address",
    paths: ["/untyped/digitalocean.wasm"],
    says: [/^warning: digitalocean-wasm: .* served as application\/octet-stream; serve it as application\/wasm/],
  },
  "after a 404": {
    kind: "address",
    paths: ["/nowhere/digitalocean.wasm", "/digitalocean.wasm"],
    says: [/^LoadError: .* did not load: .* 404/],
  },
  "after a page in its place": {
    kind: "address",
    paths: ["/page/digitalocean.wasm", "/digitalocean.wasm"],
    says: [/^LoadError: .* did not load: .* served as text\/html/],
  },
};

/** Runs `place` next to the site; returns its report, if it made exactly the expected steps. */
async function besideSite({ says = [] }, place) {
  const site = await startSite(join(cwd, "site"), pages);
  try {
    const outcome = await place(site);
    const { said = [] } = outcome;
    if (!outcome.error && !(said.length === says.length && says.every((what, index) => what.test(said[index])))) {
      return { error: `it should have said ${says.join(", ") || "nothing"}, and said: ${said.join("\n")}` };
    }
    return outcome;
  } finally {
    site.stop();
  }
}

function page(what, source) {
  const { kind, paths = ["/digitalocean.wasm"] } = source;
  return {
    place: `slim in a page, ${what}`,
    version: chromium.version,
    run: (given) =>
      besideSite(source, (site) => {
        const more = new URLSearchParams([["kind", kind], ...paths.map((path) => ["address", path])]);
        return chromium.visit(`${addressOf(`${site.url}/`, given)}&${more}`, site.report());
      }),
  };
}

function program(what, source) {
  const { kind, paths = ["/digitalocean.wasm"] } = source;
  return {
    place: `slim in Node, ${what}`,
    version: nodeVersion,
    run: (given) =>
      besideSite(source, (site) => {
        const env = { KIND: kind, ADDRESSES: paths.map((path) => `${site.url}${path}`).join(" ") };
        return reportOf(node, ["program.mjs"], given, { cwd, env });
      }),
  };
}

function file(what, name) {
  return {
    place: `slim in Node, from its file, ${what}`,
    version: nodeVersion,
    run: (given) => reportOf(node, [name], given, { cwd }),
  };
}

export const cases = [
  ...Object.entries(sources).map(([what, source]) => page(what, source)),
  file("ES module", "file.mjs"),
  file("CommonJS", "file.cjs"),
  ...Object.entries(sources).map(([what, source]) => program(what, source)),
];
