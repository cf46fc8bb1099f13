// The files of the tree, and the comments and declared names in them.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { root, run } from "../run.mjs";
import { readRust } from "./rust.mjs";

const SCRIPTS = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"];
/** Comments of languages that are not parsed. */
const COMMENTS = { ".html": /<!--([\s\S]*?)-->/g, ".css": /\/\*([\s\S]*?)\*\//g };

/** The paths of all files that are in git or could be added to it. */
export async function files() {
  const list = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
    capture: true,
  });
  const deleted = await run("git", ["ls-files", "-z", "--deleted"], { capture: true });
  const gone = new Set(deleted.split("\0"));
  return list.split("\0").filter((path) => path !== "" && !gone.has(path));
}

/** Whether `read` understands a file. */
export function isSource(path) {
  return [".rs", ...SCRIPTS, ...Object.keys(COMMENTS)].includes(extname(path));
}

/** The comments and declared names of a file, each with its line. Adjoining line comments are one comment. */
export function read(path) {
  return readText(path, readFileSync(join(root, path), "utf8"));
}

/** The same for the text of a file. */
export async function readText(path, text) {
  const extension = extname(path);
  const found =
    extension === ".rs"
      ? readRust(text)
      : SCRIPTS.includes(extension)
        ? await readScript(path, text)
        : scan(path, text);
  const lineOf = lineCounter(text);
  return {
    comments: joined(found.comments, text).map(({ at, text }) => ({ line: lineOf(at), text })),
    names: found.names.map(({ at, name }) => ({ line: lineOf(at), name })),
  };
}

function scan(path, text) {
  const comments = [...text.matchAll(COMMENTS[extname(path)])].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
  return { comments, names: [] };
}

async function readScript(path, text) {
  const { default: ts } = await import("typescript");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kindOf(ts, path));
  const comments = new Map();
  const names = [];
  const note = (ranges) => {
    for (const { pos, end } of ranges ?? []) {
      comments.set(pos, { at: pos, end, text: text.slice(pos, end) });
    }
  };
  const visit = (node) => {
    if (isDeclaration(ts, node)) {
      names.push({ at: node.name.getStart(source), name: node.name.text });
    }
    const children = node.getChildren(source);
    if (children.length === 0 && node.kind !== ts.SyntaxKind.JsxText) {
      note(ts.getLeadingCommentRanges(text, node.pos));
      note(ts.getTrailingCommentRanges(text, node.end));
    }
    // The comments of JSDoc are nodes of their own; as text they were found already.
    for (const child of children.filter((child) => !ts.isJSDoc(child))) {
      visit(child);
    }
  };
  visit(source);
  return { comments: [...comments.values()].sort((a, b) => a.at - b.at), names };
}

function kindOf(ts, path) {
  if (extname(path).endsWith("x")) {
    return extname(path) === ".tsx" ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
  }
  return extname(path).includes("ts") ? ts.ScriptKind.TS : ts.ScriptKind.JS;
}

/** Whether a node gives a name to something. `{ a }` takes its name from elsewhere; `{ b: a }` gives one. */
function isDeclaration(ts, node) {
  if (!node.name || !ts.isIdentifier(node.name)) {
    return false;
  }
  if (ts.isBindingElement(node) || ts.isImportSpecifier(node)) {
    return node.propertyName !== undefined || node.dotDotDotToken !== undefined;
  }
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node)
  );
}

/** Makes one comment of line comments below each other. */
function joined(comments, text) {
  const all = [];
  for (const comment of comments) {
    const previous = all.at(-1);
    const marker = /^\/\/[/!]?/.exec(comment.text)?.[0];
    const isContinued =
      marker !== undefined &&
      previous?.marker === marker &&
      /^[ \t]*\r?\n[ \t]*$/.test(text.slice(previous.end, comment.at));
    if (isContinued) {
      previous.text += `\n${comment.text}`;
      previous.end = comment.end;
    } else {
      all.push({ ...comment, marker });
    }
  }
  return all;
}

function lineCounter(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      [low, high] = starts[middle] <= at ? [middle, high] : [low, middle];
    }
    return low + 1;
  };
}
