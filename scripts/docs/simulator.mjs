// The tables of docs/simulator.md: who drives each operation of the simulator, from the records that suites of tests
// compare with what they did; and the refusals that its sources hold, with the sources that its tests name.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../run.mjs";

const simulator = join(root, "simulator");

/** The status of each kind of error, as `simulator/src/errors.rs` has it. */
const KIND = /fn (\w+)\([^)]*\) -> Self \{\s*Self::new\((\d{3}),/g;
const REFUSAL = /Error::(\w+)\(\s*(?:format!\(\s*)?"([^"]+)"/g;
/** A message that is a variable of its own. */
const NAMED = /let message = (?:format!\(\s*)?"([^"]+)";?[\s\S]{0,80}?Error::(\w+)\((?:message|format)/g;
/** An error that is the same whatever the request is, with its words. */
const GENERAL = /Self::new\((\d{3}), "\w+", "([^"]+)"\)/g;
const FIELD = /\.wrong\(\s*"(\w+)",\s*"([^"]+)"/g;
const ENGINE = /require_engine\([^,]+,\s*"([^"]+)"\)/g;
const SOURCE = /^( *)\/\/ (?:.*\. )?Sources?: (.+)$/gm;
/** Words that have a name. */
const CONSTANT = /const ([A-Z_]+): &str = ("[^"]+");/g;

/** A row for each operation: clients of others that call it, and the statuses that our random steps were refused with. */
export function drivenTable(operations) {
  const read = (path) => JSON.parse(readFileSync(join(root, "tests", path, "driven.json"), "utf8"));
  const [foreign, ours] = [read("foreign"), read("description")];
  const rows = operations.map(({ call }) => {
    const clients = Object.keys(foreign).filter((client) => foreign[client].includes(call));
    const refused = ours[call];
    return [`\`${call}\``, clients.join(", "), refused ? "yes" : "no", (refused ?? []).join(", ")];
  });
  const byOthers = rows.filter(([, clients]) => clients !== "").length;
  const byOurs = rows.filter(([, , isOurs]) => isOurs === "yes").length;
  return `${rows.length} operations: ${byOthers} driven by clients of others, ${byOurs} by our own random steps.

${table(["call", "clients of others", "our steps", "refused with"], rows)}`;
}

/** A row for each refusal: where it is, its status and words, and the source that a test names for it. */
export function refusalsTable() {
  const statuses = new Map([...text("src/errors.rs").matchAll(KIND)].map(([, kind, status]) => [kind, status]));
  const named = sources();
  const general = [...text("src/errors.rs").matchAll(GENERAL)].map(([, status, words]) => ["all", status, words]);
  const others = files("src").flatMap((path) =>
    refusals(text(path), statuses).map(([status, words]) => [basename(path, ".rs"), status, words]),
  );
  const rows = [...general, ...others].map(([place, status, words]) => {
    // As far as the words are the same in the code and in the test.
    const [beginning] = words.slice(0, 60).split("…");
    const source = named.find(({ scope }) => beginning && scope.includes(beginning))?.source ?? "our own";
    return [place, status, words, source];
  });
  const unique = [...new Map(rows.map((row) => [row.join("\n"), row])).values()];
  const withSource = unique.filter(([, , , source]) => source !== "our own").length;
  return `${unique.length} refusals, ${withSource} with a source that a test names; the rest are of our own making.

${table(["in", "status", "words", "source"], unique)}`;
}

/** The refusals in a text of Rust: status and words. `…` stands for what depends on the request. */
function refusals(rust, statuses) {
  const words = constants();
  const code = rust.split("#[cfg(test)]")[0].replace(/\b[A-Z]+(?:_[A-Z]+)+\b/g, (name) => words.get(name) ?? name);
  const own = [...code.matchAll(REFUSAL)].map(([, kind, words]) => [kind, words]);
  const variables = [...code.matchAll(NAMED)].map(([, words, kind]) => [kind, words]);
  const fields = [...code.matchAll(FIELD)].map(([, field, reason]) => ["unprocessable", `${field} ${reason}`]);
  const engines = [...code.matchAll(ENGINE)].map(([, feature]) => [
    "unprocessable",
    `${feature} are not available for this engine`,
  ]);
  return [...own, ...variables, ...fields, ...engines]
    .filter(([kind, words]) => statuses.has(kind) && /[a-z]{3}/.test(words.replace(/\{[^}]*\}/g, "")))
    .map(([kind, words]) => [
      statuses.get(kind),
      (kind === "not_found" ? `${words} not found` : words).replace(/\{[^}]*\}/g, "…").replace(/\\n|\\\s+/g, ""),
    ]);
}

/** The sources that tests name, each with the code that it is about: the rest of the test. */
function sources() {
  return files("tests").flatMap((path) => {
    const rust = text(path);
    return [...rust.matchAll(SOURCE)].map((match) => {
      const end = rust.indexOf("\n}\n", match.index);
      return { source: match[2].replace(/[.;].*$/, ""), scope: rust.slice(match.index, end) };
    });
  });
}

function constants() {
  return new Map([...text("src/errors.rs").matchAll(CONSTANT)].map(([, name, words]) => [name, words]));
}

function files(folder) {
  const names = readdirSync(join(simulator, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith(".rs"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

const text = (path) => readFileSync(join(simulator, path), "utf8");

const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
