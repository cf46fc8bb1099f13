// Replaces every panic in the linked WebAssembly by a bare trap, and leaves out the data that only panics read. A panic
// ends a call either way; the text that it would format first is shown nowhere, and costs three kilobytes of the download.
import { readFileSync, writeFileSync } from "node:fs";
import { addresses, inUse, join, segmentsOf } from "./data.mjs";

/** Functions that are reached from panics or through the table only: formatting, and shims that wasm-bindgen leaves. */
const FOR_PANICS = /\bfmt::|\bPanicPayload\b|^wasm_bindgen::convert::closures::_::invoke/;

/** Functions that write numbers with a fraction. The crates that format texts have none. */
const FLOATS = /\bnum::(?:flt2dec|bignum)::|\bfmt::float::/;

/** The path of a source file, to which only panics refer, even those that the linker took out. */
const SOURCE = /^(?:\/rustc\/[0-9a-f]{40}|\/crates|src)\/[\w./+-]+?\.rs\0?$/;

/**
 * Writes the module at `from`, whose functions must have names, to `to`. Fails if code that may run formats text, unless
 * `formats` allows that.
 */
export async function cut(from, to, { formats = false } = {}) {
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(readFileSync(from));
  const exported = list(module.getNumExports(), (at) => binaryen.getExportInfo(module.getExportByIndex(at)).value);
  const functions = list(module.getNumFunctions(), (at) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(at)),
  ).filter((info) => !info.module && !exported.includes(info.name));
  const { callers, returning } = read(module.emitText());

  // A function that never returns is a panic: its end cannot be reached, and nothing in it returns earlier.
  const panics = functions.filter(
    ({ name, body }) => binaryen.getExpressionType(body) === binaryen.unreachable && !returning.has(name),
  );
  const removed = new Set(panics.map(({ name }) => name));
  if (removed.size === 0) {
    throw new Error("the WebAssembly has no panics, or no names");
  }
  if (formats) {
    for (const { name } of functions.filter(({ name }) => FLOATS.test(name))) removed.add(name);
  }
  // Formatting is called through the table: where it may run, nothing tells which of it panics alone need.
  const candidates = formats ? [] : functions.map(({ name }) => name).filter((name) => FOR_PANICS.test(name));
  const callersOf = (name) => callers.get(name) ?? [];
  for (let size = 0; size !== removed.size; ) {
    size = removed.size;
    for (const name of candidates) {
      if (callersOf(name).every((caller) => removed.has(caller))) {
        removed.add(name);
      }
    }
  }
  const kept = candidates.filter((name) => /\bfmt::/.test(name) && !removed.has(name));
  if (kept.length > 0) {
    const living = (name) => callersOf(name).filter((caller) => !removed.has(caller));
    const lines = kept.map((name) => `\n  ${name}, called by ${living(name).join(", ")}`);
    throw new Error(`text is formatted in the WebAssembly, which costs kilobytes: use http::text${lines.join("")}`);
  }

  const before = addresses(module);
  for (const { name, params, results } of functions.filter(({ name }) => removed.has(name))) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
  binaryen.setDebugInfo(true);
  const optimized = binaryen.readBinary(module.emitBinary());
  // The first round takes out the arguments of panics, the second the parameters that only panics used.
  optimized.optimize();
  optimized.optimize();
  const after = addresses(optimized);
  optimized.dispose();
  const used = inUse(segmentsOf(module), before, after);
  join(
    module,
    used.filter(({ bytes }) => !SOURCE.test(bytes.toString("latin1"))),
  );
  writeFileSync(to, module.emitBinary());
  module.dispose();
}

function list(length, get) {
  return Array.from({ length }, (_, at) => get(at));
}

/** The callers of each function in a module's text, and the functions that return before their end. */
function read(text) {
  const callers = new Map();
  const returning = new Set();
  let current;
  for (const [, kind, quoted, plain] of text.matchAll(/\((?:(func|call) \$(?:"([^"]*)"|([^\s)]+))|return)/g)) {
    const name = quoted ?? plain;
    if (kind === "func") {
      current = name;
    } else if (kind === "call") {
      callers.set(name, [...(callers.get(name) ?? []), current]);
    } else {
      returning.add(current);
    }
  }
  return { callers, returning };
}
