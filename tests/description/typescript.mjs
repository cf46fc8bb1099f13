// The package's types: what the compiler says of values that are to be of them, and values that are.
import { fileURLToPath } from "node:url";
import ts from "typescript";

// No such file is there: the compiler is given its text. It stands where the package can be imported.
const file = fileURLToPath(new URL("./samples.ts", import.meta.url));

const SETTINGS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  // Other tests check the declarations themselves.
  skipLibCheck: true,
  noEmit: true,
  types: [],
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

/** The type of what an operation's call takes, such as its `body`. */
export function parameterType({ call, parameters }, name) {
  const place = parameters.findIndex((parameter) => parameter.replace("?", "") === name);
  return place < 0 ? "never" : `NonNullable<Parameters<${method(call)}>[${place}]>`;
}

/** The type of what an operation's call resolves to. */
export function answerType({ call }) {
  return `Awaited<ReturnType<${method(call)}>>`;
}

function method(call) {
  // Calls that take an engine: their type when the engine is not known.
  return GENERIC.test(call) ? `typeof client.${call}<keyof DatabaseConfigs>` : `typeof client.${call}`;
}

const GENERIC = /^databases\.config\./;
const IMPORTS =
  'import type { DatabaseConfigs, DigitalOcean } from "digitalocean-wasm"; declare const client: DigitalOcean;';

/** How the compiler numbers that something is missing. */
const LACKS = [2739, 2740, 2741];

/**
 * The compiler's diagnostics of values that are written where their types are expected, a list for each: the place in
 * the value, and the message. Undeclared keys are among them.
 */
export function mistypes(samples) {
  const lines = samples.map(({ type, value }, index) => `const sample${index}: ${type} = ${literal(value)};`);
  const program = compile(lines);
  const source = program.getSourceFile(file);
  const found = samples.map(() => []);
  for (const { start, code, messageText } of program.getSemanticDiagnostics(source)) {
    const { line } = source.getLineAndCharacterOfPosition(start);
    const [text] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
    const promised = LACKS.includes(code) && /type '([^']+)'(, and \d+ more)?[.:]?[^']*$/.exec(text)?.[1];
    const problem = promised ? `lacks what ${promised} promises` : `${text.replace(/'[^']{80,}'/g, "'…'")} (TS${code})`;
    found[line - 1].push(`${path(source, start)} ${problem}`);
  }
  return found.map((problems) => [...new Set(problems)]);
}

/** Values of each type: what must be there, then all that can be, as often as a union has members. */
export function samplesOf(types) {
  const program = compile(types.map((type, index) => `type Sample${index} = ${type};`));
  const checker = program.getTypeChecker();
  const aliases = program.getSourceFile(file).statements.filter(ts.isTypeAliasDeclaration);
  return aliases.map((alias) => {
    const type = checker.getTypeAtLocation(alias.name);
    const made = [sample(checker, alias, type, { all: false, turn: 0 })];
    for (let turn = 0, turns = 1; turn < turns; turn++) {
      const choice = { all: true, turn, members: 1 };
      made.push(sample(checker, alias, type, choice));
      turns = Math.max(turns, choice.members);
    }
    return made;
  });
}

/** Files that every program reads, parsed once: the declarations of the language and of the package. */
const parsed = new Map();

function compile(lines) {
  const text = [IMPORTS, ...lines].join("\n");
  const host = ts.createCompilerHost(SETTINGS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, language, ...rest) => {
    if (path === file) {
      return ts.createSourceFile(path, text, language, true);
    }
    if (!parsed.has(path)) {
      parsed.set(path, getSourceFile(path, language, ...rest));
    }
    return parsed.get(path);
  };
  const program = ts.createProgram([file], SETTINGS, host);
  const broken = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(program.getSourceFile(file))];
  if (broken.length > 0) {
    throw new Error(ts.formatDiagnostics(broken, { ...host, getNewLine: () => "\n" }));
  }
  return program;
}

/** A value as TypeScript writes it. */
function literal(value) {
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (value === null || typeof value !== "object") {
    // TypeScript counts these two as the ends of lines.
    return JSON.stringify(value).replace(/[\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16)}`);
  }
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${literal(inner)}`)
    .join(", ")} }`;
}

/** Where in a written value a position is. */
function path(source, position) {
  const names = [];
  const visit = (node) => {
    if (node.getStart(source) <= position && position < node.getEnd()) {
      if (ts.isPropertyAssignment(node)) {
        names.push(node.name.text);
      } else if (ts.isArrayLiteralExpression(node) && node.getStart(source) < position) {
        names.push("#");
      }
      ts.forEachChild(node, visit);
    }
  };
  visit(source);
  return `/${names.join("/")}`;
}

function sample(checker, node, type, choice) {
  if (type.isUnion()) {
    const members = type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    // An open enum is its values, and any other text.
    const values = members.filter((member) => !isAnyText(member));
    const known = values.length > 0 && values.every((member) => member.isStringLiteral()) ? values : members;
    choice.members = Math.max(choice.members ?? 1, known.length);
    return sample(checker, node, known[choice.turn % known.length], choice);
  }
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    return type.value;
  }
  const simple = SIMPLE.find(([flag]) => type.flags & flag);
  if (simple) {
    return simple[1](checker.typeToString(type));
  }
  if (isAnyText(type)) {
    return "text";
  }
  if (checker.isArrayType(type)) {
    return choice.all ? [sample(checker, node, checker.getTypeArguments(type)[0], choice)] : [];
  }
  const properties = checker.getPropertiesOfType(type);
  const written = properties.filter(({ flags }) => choice.all || !(flags & ts.SymbolFlags.Optional));
  const entries = written.map((property) => [
    property.name,
    sample(checker, node, checker.getTypeOfSymbolAtLocation(property, node), choice),
  ]);
  const others = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (others && choice.all) {
    entries.push(["key", sample(checker, node, others.type, choice)]);
  }
  return Object.fromEntries(entries);
}

const SIMPLE = [
  [ts.TypeFlags.String, () => "text"],
  [ts.TypeFlags.Number, () => 1],
  [ts.TypeFlags.BigInt, () => 2n ** 62n],
  [ts.TypeFlags.BooleanLiteral, (text) => text === "true"],
  [ts.TypeFlags.Null, () => null],
];

function isAnyText(type) {
  return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}
