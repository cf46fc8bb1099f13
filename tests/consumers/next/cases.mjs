import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { visit } from "../support/chromium.mjs";
import { filesIn, folderOf, versionOf } from "../support/paths.mjs";
import { addressOf, startSite } from "../support/site.mjs";
import { build, serve } from "./program.mjs";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/** Asks for a page or a route, which must be there. */
async function ask(server, path, given) {
  const signal = AbortSignal.timeout(60_000);
  const response = await fetch(addressOf(`${server.url}${path}`, given), { signal });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}:\n${server.said()}`);
  }
  return text;
}

/** The report in a page that the server rendered. */
async function rendered(server, given) {
  const [, text] = (await ask(server, "/server", given)).match(/<pre>(.*?)<\/pre>/s);
  return JSON.parse(text.replace(/&([^;]+);/g, (_, name) => ENTITIES[name]));
}

/** The report of a page in the browser, through the server that it came from. */
async function reported(server, given, report) {
  await ask(server, "/client", given);
  return visit(addressOf(`${server.url}/client`, given), report());
}

const places = {
  "server component": rendered,
  "client component": reported,
  "route handler": async (server, given) => JSON.parse(await ask(server, "/api/node", given)),
  "edge route handler": async (server, given) => JSON.parse(await ask(server, "/api/edge", given)),
};

/** Starts a server for one place, and asks there. */
async function served(visit, folder, parameters, given) {
  const site = await startSite();
  try {
    const server = await serve(folder, parameters, { REPORT_URL: `${site.url}/report` });
    try {
      return await visit(server, given, site.report);
    } finally {
      await server.stop();
    }
  } finally {
    site.stop();
  }
}

/** A folder in the project, for Next writes nowhere else. */
function folderFor(name) {
  const folder = `.next-${name}`;
  rmSync(join(folderOf(import.meta.url), folder), { recursive: true, force: true });
  return folder;
}

/** The chunks of the browser that hold the package; they hold the page too, which is small. */
function chunks(folder) {
  const files = filesIn(join(folderOf(import.meta.url), folder, "static"));
  return files.filter((file) => readFileSync(file, "utf8").includes("the WebAssembly of digitalocean-wasm"));
}

/** All places in what `next build` makes; they share one build. */
function built(compiler) {
  let building;
  const prepare = async () => {
    const folder = folderFor(compiler);
    await build(folder, [`--${compiler}`]);
    return folder;
  };
  return Object.entries(places).map(([what, visit], index) => ({
    place: `Next 16, ${compiler}, ${what}`,
    version: versionOf("next"),
    build: async () => {
      // The first builds for all, and anew when they run once more.
      if (index === 0) {
        building = prepare();
      }
      const folder = await building;
      return visit === reported ? chunks(folder) : [];
    },
    run: async (given) => served(visit, await building, ["start"], given),
  }));
}

/** A place in what `next dev` serves, from sources. */
function developed(what) {
  return {
    place: `Next 16, development, ${what}`,
    version: versionOf("next"),
    run: (given) => served(places[what], folderFor("development"), ["dev"], given),
  };
}

const developing = ["client component", "route handler", "edge route handler"];

export const cases = [...built("turbopack"), ...built("webpack"), ...developing.map(developed)];
