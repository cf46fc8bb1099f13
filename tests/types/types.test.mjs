// The published types: programs that must and must not compile, and the shape of the declarations.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const published = dirname(require.resolve("digitalocean-wasm/package.json"));
const file = (name) => `${here}${name}`;

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  isolatedModules: true,
  verbatimModuleSyntax: false,
  skipLibCheck: false,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
};

const MODULES = {
  node16: { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

/** Platforms of a program: the declarations it has besides those of the language. */
const PLATFORMS = {
  "DOM only": { lib: ["lib.es2022.d.ts", "lib.dom.d.ts"], types: [] },
  "Node only": { lib: ["lib.es2022.d.ts"], types: ["node"] },
  "DOM and Node": { lib: ["lib.es2022.d.ts", "lib.dom.d.ts"], types: ["node"] },
};

/** Files that every program reads, parsed once: the declarations of the language and of Node. */
const parsed = new Map();

/** A program of this folder's files; `replace` gives files another text. */
function program(paths, options, replace = {}) {
  const settings = { ...STRICT, ...options };
  const host = ts.createCompilerHost(settings);
  const parse = host.getSourceFile;
  host.getCurrentDirectory = () => here;
  host.getSourceFile = (path, language, ...rest) => {
    if (path in replace) {
      return ts.createSourceFile(path, replace[path], language, true);
    }
    if (path.startsWith(here)) {
      return parse(path, language, ...rest);
    }
    if (!parsed.has(path)) {
      parsed.set(path, parse(path, language, ...rest));
    }
    return parsed.get(path);
  };
  return ts.createProgram(paths, settings, host);
}

/** The diagnostics of programs and of the package's declarations. */
function compile(names, options, replace) {
  const compiled = program(names.map(file), options, replace);
  const ours = compiled.getSourceFiles().filter((source) => source.fileName.startsWith(here));
  assert.ok(ours.length > names.length, "the declarations of the package are part of it");
  const diagnostics = [
    ...compiled.getOptionsDiagnostics(),
    ...compiled.getGlobalDiagnostics(),
    ...ours.flatMap((source) => [
      ...compiled.getSyntacticDiagnostics(source),
      ...compiled.getSemanticDiagnostics(source),
    ]),
  ];
  return diagnostics.map(({ file: source, start = 0, code, messageText }) => {
    const line = source ? ts.getLineAndCharacterOfPosition(source, start).line + 1 : 0;
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    return { name: source?.fileName.split("/").at(-1), line, code: `TS${code}`, text };
  });
}

for (const [platform, libraries] of Object.entries(PLATFORMS)) {
  describe(platform, () => {
    for (const [resolution, module] of Object.entries(MODULES)) {
      test(`good.ts compiles with ${resolution}`, () => {
        assert.deepEqual(compile(["good.ts", "simulator.ts", "clean-up.ts"], { ...module, ...libraries }), []);
      });
    }
    test("good.cts compiles with node16", () => {
      assert.deepEqual(compile(["good.cts"], { ...MODULES.node16, ...libraries }), []);
    });
    if (libraries.types.includes("node")) {
      test("node.ts compiles", () => {
        assert.deepEqual(compile(["node.ts"], { ...MODULES.nodenext, ...libraries }), []);
      });
    }
  });
}

test("bare.ts compiles with the declarations of the language alone", () => {
  assert.deepEqual(
    compile(["bare.ts", "simulator.ts", "clean-up.ts"], { ...MODULES.nodenext, lib: ["lib.es2022.d.ts"], types: [] }),
    [],
  );
});

for (const platform of ["Node only", "DOM and Node"]) {
  test(`fetch.ts compiles with ${platform}`, () => {
    // With exact optional properties, the declarations of node-fetch 2 take no platform's own signals.
    const options = { ...MODULES.nodenext, ...PLATFORMS[platform], exactOptionalPropertyTypes: false };
    assert.deepEqual(compile(["fetch.ts"], options), []);
  });
}

test("the program sees the declarations of its own format", () => {
  for (const [name, expected] of [
    ["good.ts", ["index.d.ts", "slim.d.ts"]],
    ["good.cts", ["index.d.cts", "slim.d.cts"]],
  ]) {
    const compiled = program([file(name)], { ...MODULES.nodenext, ...PLATFORMS["DOM only"] });
    const used = compiled.getSourceFiles().map((source) => source.fileName);
    const ours = used.filter((path) => path.startsWith(published)).map((path) => path.split("/").at(-1));
    assert.deepEqual(ours.sort(), expected);
  }
});

describe("bad.ts", () => {
  const options = { ...MODULES.nodenext, ...PLATFORMS["DOM and Node"], lib: ["lib.esnext.d.ts", "lib.dom.d.ts"] };
  const path = file("bad.ts");
  const lines = readFileSync(path, "utf8").split("\n");
  const directive = /^\/\/ @ts-expect-error (TS\d+): /;
  const expected = lines.flatMap((line, index) => {
    const code = directive.exec(line)?.[1];
    return code ? [{ line: index + 2, code, text: lines[index + 1] }] : [];
  });

  test("every directive is needed, and nothing else is wrong", () => {
    assert.deepEqual(compile(["bad.ts"], options), []);
  });

  test("each line fails for the reason its directive gives", () => {
    assert.ok(expected.length >= 40);
    const without = lines.map((line) => (directive.test(line) ? "" : line)).join("\n");
    const found = compile(["bad.ts"], options, { [path]: without });
    assert.deepEqual(
      found.map(({ line, code }) => ({ line, code, text: lines[line - 1] })),
      expected,
      found.map(({ line, code, text }) => `${line}: ${code} ${text}`).join("\n"),
    );
  });
});

/** The nodes of a published declaration file, each once. */
function nodes(name) {
  const source = ts.createSourceFile(name, readFileSync(`${published}/${name}`, "utf8"), ts.ScriptTarget.Latest, true);
  const all = [];
  const visit = (node) => {
    all.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return all;
}

const FILES = ["index", "slim", "simulator", "clean-up"].flatMap((name) => [`${name}.d.ts`, `${name}.d.cts`]);

/** The file, line and first line of text of a node. */
function place(node) {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName.split("/").at(-1)}:${line + 1}: ${node.getText().split("\n")[0]}`;
}

for (const name of FILES) {
  test(`${name} has no any`, () => {
    const found = nodes(name).filter((node) => node.kind === ts.SyntaxKind.AnyKeyword);
    assert.deepEqual(found.map(place), []);
  });

  test(`${name} has nothing of WebAssembly's memory`, () => {
    const hidden = /^(free|dispose|asyncDispose|__.*|ptr)$/;
    const found = nodes(name).filter((node) => ts.isIdentifier(node) && hidden.test(node.text));
    assert.deepEqual(found.map(place), []);
  });

  test(`${name} marks nothing as internal`, () => {
    assert.doesNotMatch(readFileSync(`${published}/${name}`, "utf8"), /@internal/);
  });
}

/** Whether a reader finds a comment on it: its own, or that of the member it overrides. */
function isDocumented(node, checker) {
  const symbol = checker.getSymbolAtLocation(node.name);
  return symbol !== undefined && symbol.getDocumentationComment(checker).length > 0;
}

for (const [name, least] of [
  ["index.d.ts", 500],
  ["simulator.d.ts", 50],
  ["clean-up.d.ts", 50],
]) {
  test(`every exported declaration, property and method of ${name} has a comment`, () => {
    const index = `${published}/${name}`;
    const compiled = program([index], { ...MODULES.nodenext, ...PLATFORMS["DOM only"] });
    const checker = compiled.getTypeChecker();
    const source = compiled.getSourceFile(index);
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
    const missing = [];
    let looked = 0;
    const check = (node) => {
      // Members that the language calls, such as [Symbol.asyncIterator], are described with their class.
      if (node.name && !ts.isPrivateIdentifier(node.name) && !ts.isComputedPropertyName(node.name)) {
        looked += 1;
        if (!isDocumented(node, checker)) {
          missing.push(place(node));
        }
      }
    };
    for (const symbol of exported) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      for (const declaration of target.declarations) {
        check(declaration);
        (declaration.members ?? []).forEach(check);
      }
    }
    assert.ok(looked > least, `only ${looked}`);
    assert.deepEqual(missing, []);
  });
}

test("`new DigitalOcean` has a summary", () => {
  const [made] = nodes("index.d.ts").filter(
    (node) => ts.isConstructorDeclaration(node) && node.parent.name.text === "DigitalOcean",
  );
  assert.ok(made.jsDoc?.[0].comment);
});

test("every parameter of a call is described", () => {
  const missing = [];
  let looked = 0;
  for (const node of nodes("index.d.ts").filter(ts.isMethodSignature)) {
    for (const parameter of node.parameters) {
      looked += 1;
      const [tag] = ts.getJSDocParameterTags(parameter);
      if (!tag?.comment) {
        missing.push(place(parameter));
      }
    }
  }
  assert.ok(looked > 30);
  assert.deepEqual(missing, []);
});

/** The calls that people start with. Each has an example in its hover. */
const FIRST_CALLS = [
  ...["list", "create", "get", "resize", "delete", "options"].map((name) => `databases.${name}`),
  ...["users.list", "users.create", "dbs.create", "firewall.list", "firewall.update"].map(
    (name) => `databases.${name}`,
  ),
  ...["config.get", "config.update", "pools.create", "replicas.create", "ca.get"].map((name) => `databases.${name}`),
  ...["list", "create", "dockerCredentials", "repositories.list"].map((name) => `registries.${name}`),
  ...["manifests.list", "manifests.delete", "tags.list", "tags.delete"].map((name) => `registries.${name}`),
  ...["start", "getActive", "list"].map((name) => `registries.garbageCollections.${name}`),
];

/** The examples of the methods of resources, by interface and method. */
function examples() {
  const found = new Map();
  for (const node of nodes("index.d.ts").filter(ts.isMethodSignature)) {
    for (const tag of ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === "example")) {
      const code = /```ts\n([\s\S]*?)\n\s*```/.exec(ts.getTextOfJSDocComment(tag.comment))?.[1];
      found.set(`${node.parent.name.text}.${node.name.text}`, code);
    }
  }
  return found;
}

test("the calls that people start with have an example", () => {
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  const names = FIRST_CALLS.map((call) => {
    const words = call.split(".");
    const method = words.pop();
    return `${words.map(capital).join("")}Resource.${method}`;
  });
  const found = examples();
  assert.deepEqual(
    names.filter((name) => !found.has(name)),
    [],
  );
});

test("the examples of calls compile", () => {
  const texts = Object.fromEntries(
    [...examples()].map(([name, code]) => [
      file(`${name}.example.ts`),
      `import type { DigitalOcean } from "digitalocean-wasm";
export async function example(client: DigitalOcean, id: string): Promise<void> {
${code}
}
`,
    ]),
  );
  const paths = Object.keys(texts).map((path) => path.slice(here.length));
  assert.ok(paths.length >= FIRST_CALLS.length);
  assert.deepEqual(compile(paths, { ...MODULES.bundler, ...PLATFORMS["DOM and Node"] }, texts), []);
});

test("the CommonJS declarations are those of the module", () => {
  const text = (name) => readFileSync(`${published}/${name}`, "utf8");
  assert.equal(text("index.d.cts"), text("index.d.ts"));
  for (const name of ["slim", "simulator", "clean-up"]) {
    assert.equal(text(`${name}.d.cts`).replaceAll("./index.cjs", "./index.js"), text(`${name}.d.ts`));
  }
});

for (const [entry, declarations] of [
  ["digitalocean-wasm", "index.d.ts"],
  ["digitalocean-wasm/slim", "slim.d.ts"],
  ["digitalocean-wasm/simulator", "simulator.d.ts"],
  ["digitalocean-wasm/clean-up", "clean-up.d.ts"],
]) {
  test(`${entry} exports what its declarations say, and nothing else`, async () => {
    const path = `${published}/${declarations}`;
    const compiled = program([path], { ...MODULES.nodenext, ...PLATFORMS["DOM only"] });
    const checker = compiled.getTypeChecker();
    const declared = checker.getExportsOfModule(checker.getSymbolAtLocation(compiled.getSourceFile(path)));
    // Types are not there when the program runs, nor is a class that is exported as a type only.
    const values = declared.filter((symbol) => {
      const isType = (symbol.declarations ?? []).some(
        (node) => ts.isExportSpecifier(node) && ts.isTypeOnlyExportDeclaration(node),
      );
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return !isType && target.flags & ts.SymbolFlags.Value;
    });
    const names = values.map((symbol) => symbol.name).sort();
    assert.deepEqual(Object.keys(await import(entry)).sort(), names);
    const common = Object.keys(require(entry)).filter((name) => name !== "__esModule" && name !== "module.exports");
    assert.deepEqual(common.sort(), names);
  });
}

test("the declarations are the blessed ones; UPDATE_BLESSED=1 blesses those of the package", () => {
  const blessed = file("blessed/index.d.ts");
  if (process.env.UPDATE_BLESSED) {
    mkdirSync(dirname(blessed), { recursive: true });
    copyFileSync(`${published}/index.d.ts`, blessed);
  }
  const [actual, expected] = [`${published}/index.d.ts`, blessed].map((path) => readFileSync(path, "utf8").split("\n"));
  const different = actual.findIndex((line, index) => line !== expected[index]);
  const hint = "if the change is meant, run with UPDATE_BLESSED=1 and commit tests/types/blessed";
  if (different >= 0 || actual.length !== expected.length) {
    const line = different >= 0 ? different : actual.length;
    assert.fail(`line ${line + 1} is\n  ${actual[line]}\ninstead of\n  ${expected[line]}\n${hint}`);
  }
});
