// The layout of the code: modules of the shell without circles, files and functions of a size that can be read at once,
// and no test file that nobody compiles.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { root } from "../run.mjs";

const SHELL = join(root, "pkg-template", "src");
const FILE_LINES = 300;
const FUNCTION_LINES = 60;

/** Looks at the shell and at the tests in Rust. Throws when a rule is broken. */
export async function layout() {
  const shell = await shellLayout(SHELL);
  const rust = unreachableTests(root);
  const show = (path) => relative(root, path).split(sep).join("/");
  const broken = [
    ...shell.circles.map((circle) => `import circle: ${circle.map(show).join(" → ")}`),
    ...shell.long.map(
      ({ path, line, lines, name, most }) => `${show(path)}:${line}: ${name} has ${lines} lines, at most ${most}`,
    ),
    ...rust.unreachable.map((path) => `${show(path)}: no test target of Cargo.toml reaches it`),
  ];
  console.log(
    `layout: ${shell.files} files of the shell, ${shell.imports} imports, ${shell.functions} functions; ` +
      `${rust.files} test files in Rust; ${broken.length} hits`,
  );
  for (const line of broken) {
    console.log(`  ${line}`);
  }
  if (broken.length > 0) {
    throw new Error("the layout of the code is not that of CONTRIBUTING.md");
  }
}

/** The circles, and the files and functions that are too long, of a folder of TypeScript. Generated files do not count. */
export async function shellLayout(folder) {
  const { default: ts } = await import("typescript");
  const paths = readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".ts") && !path.startsWith(`generated${sep}`))
    .map((path) => join(folder, path));
  const graph = new Map();
  const long = [];
  let functions = 0;
  for (const path of paths) {
    const text = readFileSync(path, "utf8");
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const lineAt = (offset) => source.getLineAndCharacterOfPosition(offset).line + 1;
    const lines = lineAt(text.trimEnd().length);
    if (lines > FILE_LINES) {
      long.push({ path, line: 1, lines, name: "the file", most: FILE_LINES });
    }
    const imported = [];
    const visit = (node) => {
      const specifier = specifierOf(ts, node);
      if (specifier !== undefined) {
        imported.push(...targets(folder, path, specifier));
      }
      if (ts.isFunctionLike(node) && node.body) {
        functions += 1;
        const line = lineAt(node.getStart(source));
        const length = lineAt(node.end) - line + 1;
        if (length > FUNCTION_LINES) {
          long.push({ path, line, lines: length, name: nameOf(ts, node), most: FUNCTION_LINES });
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    graph.set(path, [...new Set(imported)]);
  }
  const imports = [...graph.values()].reduce((sum, { length }) => sum + length, 0);
  return { files: paths.length, imports, functions, circles: circles(graph), long };
}

/** The module that a node imports from: a statement, a type or a call. Imports of types count like others. */
function specifierOf(ts, node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier?.text;
  }
  if (ts.isImportTypeNode(node)) {
    return node.argument.literal?.text;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return node.arguments[0]?.text;
  }
  return undefined;
}

/** The files behind a specifier. The build chooses one of `load/source/` for `#source`, so it stands for all. */
function targets(folder, path, specifier) {
  if (specifier === "#source") {
    const sources = join(folder, "load", "source");
    return readdirSync(sources).map((file) => join(sources, file));
  }
  const target = resolve(dirname(path), specifier.replace(/\.js$/, ".ts"));
  return specifier.startsWith(".") && existsSync(target) ? [target] : [];
}

function nameOf(ts, node) {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named ? `${named.getText()}()` : "a function";
}

/** One circle for each import that closes one. */
function circles(graph) {
  const found = [];
  const done = new Set();
  const visit = (path, trail) => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      found.push([...trail.slice(start), path]);
      return;
    }
    if (done.has(path)) {
      return;
    }
    for (const next of graph.get(path) ?? []) {
      visit(next, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of graph.keys()) {
    visit(path, []);
  }
  return found;
}

/** The files of Rust suites, `tests/<suite>/main.rs` and beside it, that no test target of Cargo.toml reaches: cargo never compiles them. */
export function unreachableTests(folder) {
  const manifest = readFileSync(join(folder, "Cargo.toml"), "utf8");
  const targets = [...manifest.matchAll(/^\[\[test\]\][^[]*?^path = "([^"]+)"/gm)].map(([, path]) =>
    join(folder, path),
  );
  const paths = readdirSync(join(folder, "tests"))
    .map((suite) => join(folder, "tests", suite))
    .filter((suite) => existsSync(join(suite, "main.rs")))
    .flatMap((suite) =>
      readdirSync(suite, { recursive: true })
        .filter((path) => path.endsWith(".rs"))
        .map((path) => join(suite, path)),
    );
  const queue = [...targets];
  const reached = new Set();
  for (let path = queue.pop(); path; path = queue.pop()) {
    reached.add(path);
    const isOwner = targets.includes(path) || path.endsWith(`${sep}mod.rs`);
    const base = isOwner ? dirname(path) : path.replace(/\.rs$/, "");
    for (const [, given, name] of readFileSync(path, "utf8").matchAll(
      /^\s*(?:#\[path = "([^"]+)"\]\s*)?(?:pub(?:\([^)]*\))? )?mod (\w+);/gm,
    )) {
      const candidates = given ? [join(dirname(path), given)] : [join(base, `${name}.rs`), join(base, name, "mod.rs")];
      queue.push(...candidates.filter((file) => existsSync(file) && !reached.has(file)));
    }
  }
  return { files: paths.length, unreachable: paths.filter((path) => !reached.has(path)) };
}
