// A web server for the pages of a place, which takes their reports.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder. `pages` are responses by path: HTML, or `{ file | body, type, headers }`. `reports` are promises, the
 * next report after the other.
 */
export async function startSite(folder, pages = {}) {
  const waiting = [];
  const early = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/report") {
      const outcome = JSON.parse(await text(request));
      response.writeHead(204).end();
      const next = waiting.shift();
      if (next) {
        next(outcome);
      } else {
        early.push(outcome);
      }
      return;
    }
    const page = pages[pathname] ?? {};
    const { file, body, type, headers } = typeof page === "string" ? { body: page, type: TYPES[".html"] } : page;
    const path = file ?? join(folder, normalize(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
    try {
      const content = body ?? (await readFile(path));
      const served = type ?? TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": served, ...headers }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** The next report that arrives. */
    report: () => (early.length > 0 ? Promise.resolve(early.shift()) : new Promise((resolve) => waiting.push(resolve))),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The address of a page, with what it is to call. */
export function addressOf(url, { api, token, name }) {
  return `${url}?${new URLSearchParams({ api, token, name })}`;
}
