// Texts, compiled under strict TypeScript as if they were files of a folder.
import { join } from "node:path";
import ts from "typescript";
import { root } from "../../scripts/run.mjs";

export const COMPILER_OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: ["node"],
  typeRoots: [join(root, "node_modules", "@types")],
};

/**
 * Compiles `texts`, by their names in `folder`. Returns each message with the name of its text (or the path of another
 * file) and its line, which begin at 0.
 */
export function compile(folder, texts, more = {}) {
  const options = { ...COMPILER_OPTIONS, ...more };
  const files = new Map(Object.entries(texts).map(([name, text]) => [join(folder, name), { name, text }]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getCurrentDirectory = () => folder;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, language, ...rest) =>
    files.has(path)
      ? ts.createSourceFile(path, files.get(path).text, language, true)
      : getSourceFile(path, language, ...rest);
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => ({
    name: files.get(file?.fileName)?.name ?? file?.fileName,
    line: file ? ts.getLineAndCharacterOfPosition(file, start).line : 0,
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}
