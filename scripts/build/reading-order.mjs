// Puts the declarations into the order in which people read them: the entry points, then each resource with its models.
import ts from "typescript";

/** The entry points, and the types that they are used with. */
const FIRST = [
  ...["DigitalOcean", "init", "ClientOptions", "CallOptions", "RequestOptions", "TokenFunction", "FetchLike", "Clock"],
  ...["Hooks", "RequestEvent", "ResponseEvent", "RetryEvent", "Logger", "LogLevel"],
  ...["APIPromise", "PagePromise", "Page", "AllOptions", "PageBody", "PageParameters"],
  ...["Wait", "WaitOptions", "WaitProgress", "WaitState", "WaitResults", "ResumeOptions", "WatchOptions"],
  ...["WithResponse", "ResponseInfo", "RateLimit", "DryRun", "DryClient"],
  ...["isDigitalOceanError", "DigitalOceanError", "APIError"],
];

/** The same declarations in reading order. */
export function inReadingOrder(text) {
  const source = ts.createSourceFile("index.d.ts", text, ts.ScriptTarget.Latest, true);
  const named = new Map();
  const others = [];
  for (const statement of source.statements) {
    const [name] = namesOf(statement);
    if (name === undefined) others.push(statement);
    else named.set(name, [...(named.get(name) ?? []), statement]);
  }
  const ordered = [];
  const emit = (name) => {
    const statements = named.get(name) ?? [];
    named.delete(name);
    ordered.push(...statements);
    return statements;
  };
  /** Emits a declaration, and after it those that it refers to, but no other resource. */
  const emitWithModels = (name) => {
    const references = emit(name).flatMap(referencesOf);
    for (const reference of references) {
      if (named.has(reference) && !isResource(reference)) emitWithModels(reference);
    }
  };
  const isError = (name) => /Error$|^ErrorFields$/.test(name);
  FIRST.forEach(emit);
  [...named.keys()].filter(isError).forEach(emit);
  emit("Resources");
  [...named.keys()].filter(isResource).forEach(emitWithModels);
  [...named.keys()].forEach(emit);
  return `${[...ordered, ...others].map((statement) => statement.getFullText().trim()).join("\n\n")}\n`;
}

const isResource = (name) => name.endsWith("Resource");

/** The names that a statement declares. */
function namesOf(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  return statement.name ? [statement.name.getText()] : [];
}

/** The names of the types that a statement refers to, in their order. */
function referencesOf(statement) {
  const found = [];
  const visit = (node) => {
    if (ts.isIdentifier(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(statement, visit);
  return found;
}
