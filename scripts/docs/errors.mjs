// The tables of docs/errors.md: every class and code of the package's errors, when it is thrown and the next step. The
// first sentence about a class is its own comment; more specific codes are the hints of the shell.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

const source = join(root, "pkg-template", "src");

/** The next step for codes without a hint in the shell. */
const NEXT_STEP = {
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
  wait_failed: "look at `error.lastState`, and start the work again",
  wait_timeout: "wait again, with a longer `timeout`; the work goes on at DigitalOcean",
  cannot_tell: "compare its `created_at` with the time of the call before you create it again",
  internal: "report it: it is a bug of this package",
};

/** The two tables: codes of statuses and of the package, and the more specific ones. */
export async function errorTables() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: {
      contents:
        'export { CLASSES, STATUSES } from "./errors/from-core.ts"; export { GENERAL_HINTS } from "./errors/hints.ts";',
      resolveDir: source,
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  const { CLASSES, STATUSES, GENERAL_HINTS } = await import(
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
    ...Object.entries(CLASSES)
      .filter(([code]) => !Object.values(STATUSES).some(([other]) => other === code))
      .map(([code, type]) => [code, name(type), docs.get(name(type))]),
    ["ambiguous_write", "AmbiguousWriteError", docs.get("AmbiguousWriteError")],
    [
      "cannot_tell",
      "DigitalOceanError",
      "`findCreated()` found a resource of that name, but not whether the call created it: the server's clock is hidden.",
    ],
    ["internal", "DigitalOceanError", "any other error, which should not happen"],
  ].map(([code, type, when, status]) => {
    const hint = GENERAL_HINTS.find((hint) => !hint.code && !hint.request && `${hint.status}` === status)?.text;
    const nextStep = NEXT_STEP[code] ?? hint;
    if (!when || !nextStep) {
      throw new Error(`scripts/docs/errors.mjs does not know when ${code} is thrown, or the next step`);
    }
    return [`\`${code}\``, `\`${type}\``, when, nextStep];
  });
  const operations = JSON.parse(readFileSync(join(source, "generated", "operations.json"), "utf8"));
  const known = [
    ...declaredHints(operations),
    ...GENERAL_HINTS.map((hint) => ({ ...hint, calls: hint.isForCreates ? "creates" : "all calls" })),
  ]
    .filter(({ code }) => code)
    .map(({ code, status, calls, message, text }) => [
      `\`${code}\``,
      status.join(" or "),
      message ? `${calls}, by the message` : calls,
      text,
    ]);
  const table = (head, rows) =>
    [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  return {
    errors: table(["code", "class", "when", "next step"], rows),
    hints: table(["code", "status", "when", "next step"], known),
  };
}

/** The hints that operations declare, each with the calls that do. */
function declaredHints(operations) {
  const found = new Map();
  for (const { call, hints } of operations) {
    for (const hint of hints) {
      const key = JSON.stringify(hint);
      found.set(key, [...(found.get(key) ?? []), call]);
    }
  }
  return [...found].map(([key, calls]) => ({ ...JSON.parse(key), calls: summary(calls, operations) }));
}

/** A few calls by name; more by the group or the resources that they are of. */
function summary(calls, operations) {
  if (calls.length <= 4) {
    return calls.map((call) => `\`${call}\``).join(", ");
  }
  const [name] = calls[0].split(".");
  const group = operations.filter(({ call }) => call.startsWith(`${name}.`));
  const isEvery = (some) => some.length === calls.length && some.every(({ call }) => calls.includes(call));
  if (isEvery(group)) {
    return `\`${name}.…\``;
  }
  if (isEvery(group.filter(({ method }) => method !== "GET"))) {
    return `\`${name}.…\`, all that are not GETs`;
  }
  const resources = [...new Set(calls.map((call) => call.replace(/[^.]+$/, "…")))];
  return resources.map((resource) => `\`${resource}\``).join(", ");
}
