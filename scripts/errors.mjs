// docs/errors.md: every class and code of the package's errors, when it is thrown and what to do. The first paragraph of a
// class's documentation says when; the hints for more specific codes are the shell's.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.mjs";

export const page = join(root, "docs", "errors.md");
const source = join(root, "pkg-template", "src");

/** What to do about what no hint of the shell's is about. */
const TODO = {
  bad_request: "read the message; a body that this package let through is worth a report",
  forbidden: "give the token the scopes in `error.scopes`",
  conflict: "look at what is there",
  precondition_failed: "bring the resource into the state that the message names",
  unprocessable_entity: "change what the message names",
  server_error: "call again later; GET, PUT and DELETE were retried already",
  unexpected_status: "look at `error.status` and `error.body`; a proxy may have responded",
  connection_failed: "look at `error.cause`; GET, PUT and DELETE were retried already",
  not_an_answer: "check `baseUrl` and `fetch`: the response was a redirect, or `fetch` resolved to another value",
  timeout: "raise `timeout` or `deadline`",
  aborted: "nothing, it was asked for",
  invalid_request: "change the argument that the message names",
  undecodable: "look at `error.cause`; a proxy may have responded",
  load_failed: "do what the message says",
  ambiguous_write: 'look for it with `error.findCreated()`, or give `onAmbiguous: "lookup"`',
  internal: "report it: it is a bug of this package",
};

/** The page as it should be. */
export async function errorsPage() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { CLASSES, STATUSES } from "./errors/from-core.ts"; export { HINTS } from "./errors/hints.ts";',
      resolveDir: source,
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  const { CLASSES, STATUSES, HINTS } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
  );
  const text = readFileSync(join(source, "errors", "classes.ts"), "utf8");
  const docs = new Map(
    [...text.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\nexport class (\w+)/gs)].map(([, comment, name]) => [
      name,
      comment
        .split(/\n \*(?:$| @)/m)[0]
        .replace(/\n? *\* ?/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    ]),
  );
  const name = (type) => type.prototype.name;
  const rows = [
    ...Object.entries(STATUSES).map(([status, [code, type]]) => [code, name(type), docs.get(name(type)), status]),
    ["server_error", "InternalServerError", docs.get("InternalServerError"), "500"],
    ["unexpected_status", "APIError", "any other status outside 2xx"],
    ...Object.entries(CLASSES).map(([code, type]) => [code, name(type), docs.get(name(type))]),
    ["ambiguous_write", "AmbiguousWriteError", docs.get("AmbiguousWriteError")],
    ["internal", "DigitalOceanError", "any other error, which should not happen"],
  ].map(([code, type, when, status]) => {
    const hint = HINTS.find((hint) => !hint.code && !hint.operation && `${hint.status}` === status)?.text;
    const todo = TODO[code] ?? hint;
    if (!when || !todo) {
      throw new Error(`scripts/errors.mjs says nothing of ${code}`);
    }
    return [`\`${code}\``, `\`${type}\``, when, todo];
  });
  const known = HINTS.filter(({ code }) => code).map(({ code, status, operation, message, text }) => [
    `\`${code}\``,
    status.join(" or "),
    [operation && `of calls like \`${operation.source.replaceAll("|", "\\|")}\``, message && "by its message"]
      .filter(Boolean)
      .join(", "),
    text,
  ]);
  const table = (head, rows) =>
    [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  return `# Errors

Every rejection of this package is a \`DigitalOceanError\`. Its \`code\` is stable, \`hint\` says what to do where more can
be said than the message says, \`retryable\` whether the same call may succeed later and does no harm, \`retryAt\` when
the API asked to be called again, and \`attempts\` how often the request was sent. This page is written by \`npm run build\`.

${table(["code", "class", "when", "what to do"], rows)}
Some error responses have a more specific code than their status. They keep the class of their status:

${table(["code", "status", "when", "what to do"], known)}`;
}

/** Writes it. */
export async function writeErrorsPage() {
  writeFileSync(page, await errorsPage());
}
