// The comments and declared names of a Rust file, without a parser of Rust: strings and comments are told apart from
// code exactly, declarations by their form.

const TOKEN =
  /\/\/[^\n]*|\/\*|b?r(#*)"|b?"(?:[^"\\]|\\[\s\S])*"|b?'(?:[^'\\\n]|\\(?:x[0-9a-fA-F]{2}|u\{[^}]*\}|.))'|'(?=\w)/g;

const DECLARATIONS = [
  /\b(?:let|const|static|fn|struct|enum|union|mod|type|trait|macro_rules!)\s+(?:mut\s+|ref\s+)*([A-Za-z_]\w*)/g,
  // A field or a parameter. Paths have two colons.
  /(?<![:\w])([A-Za-z_]\w*)\s*:(?!:)/g,
];
const CLOSURE = /\|([\w\s,&]+)\|/g;
const ENUM = /\benum\s+\w+[^{;]*\{/g;

/** Comments and names, with their offsets. */
export function readRust(text) {
  const { comments, code } = split(text);
  const names = DECLARATIONS.flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => ({ at: match.index + match[0].indexOf(match[1]), name: match[1] })),
  );
  for (const match of code.matchAll(CLOSURE)) {
    for (const word of match[1].matchAll(/[A-Za-z_]\w*/g)) {
      names.push({ at: match.index + 1 + word.index, name: word[0] });
    }
  }
  for (const match of code.matchAll(ENUM)) {
    names.push(...variants(code, match.index + match[0].length));
  }
  const unique = new Map(names.map((name) => [name.at, name]));
  return { comments, names: [...unique.values()] };
}

/** The comments of a text, and its code with blanks in the place of comments and strings. */
function split(text) {
  const comments = [];
  let code = "";
  let last = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const at = match.index;
    let end = at + match[0].length;
    if (match[0] === "/*") {
      end = endOfBlock(text, at);
    } else if (match[1] !== undefined) {
      const close = text.indexOf(`"${match[1]}`, end);
      end = close === -1 ? text.length : close + 1 + match[1].length;
    }
    if (match[0].startsWith("//") || match[0] === "/*") {
      comments.push({ at, end, text: text.slice(at, end) });
    }
    code += text.slice(last, at) + text.slice(at, end).replace(/[^\n]/g, " ");
    last = end;
    TOKEN.lastIndex = end;
  }
  return { comments, code: code + text.slice(last) };
}

/** Block comments of Rust hold block comments. */
function endOfBlock(text, start) {
  let depth = 0;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) {
      return match.index + 2;
    }
  }
  return text.length;
}

/** The variants of an enum whose body begins at `start`. */
function variants(code, start) {
  const found = [];
  let depth = 0;
  let isExpected = true;
  for (let at = start; at < code.length && depth >= 0; at++) {
    const character = code[at];
    if ("{([".includes(character)) {
      depth += 1;
    } else if ("})]".includes(character)) {
      depth -= 1;
    } else if (depth === 0 && character === ",") {
      isExpected = true;
    } else if (depth === 0 && isExpected && /[A-Z]/.test(character)) {
      found.push({ at, name: /\w+/.exec(code.slice(at))[0] });
      isExpected = false;
    }
  }
  return found;
}
