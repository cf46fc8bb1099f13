// The data of a linked WebAssembly, in which each constant is a segment of its own: the linker is told not to merge them
// (`--no-merge-data-segments`), so that those which nothing reads any longer can be told from the others.
import { readFileSync, writeFileSync } from "node:fs";

/** The segments of a module, by their addresses. */
export function segmentsOf(module) {
  return Array.from({ length: module.getNumDataSegments() }, (_, at) => {
    const { offset: start, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(at));
    return { start, end: start + data.byteLength, bytes: Buffer.from(data) };
  });
}

/** The addresses that a module's code may refer to: its constants, and the offsets of its loads and stores. */
export function addresses(module) {
  const code = module.emitText().replace(/^ \((?:data|elem|global) .*/gm, "");
  return [...code.matchAll(/\(i32\.const (\d+)\)|\boffset=(\d+)/g)].map(([, constant, offset]) =>
    Number(constant ?? offset),
  );
}

/**
 * The segments that stay when code with the addresses `before` becomes code with the addresses `after`. One that neither
 * referred to may be reached by an address that is computed: it stays.
 */
export function inUse(segments, before, after) {
  const words = ({ bytes }) => Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readUInt32LE(at * 4));
  const among = (addresses) => (segment) =>
    addresses.some((address) => segment.start <= address && address < segment.end);
  const wasKnown = among([...before, ...segments.flatMap(words)]);
  const isKnown = among(after);
  const used = new Set(segments.filter((segment) => isKnown(segment) || !wasKnown(segment)));
  // It grows while it is iterated: by what its own data refers to.
  for (const segment of used) {
    for (const other of segments.filter(among(words(segment)))) used.add(other);
  }
  return [...used];
}

/** Gives a module these segments as one, with zeros between them, which wasm-opt takes out: each costs some bytes. */
export function join(module, segments) {
  const start = Math.min(...segments.map((segment) => segment.start));
  const data = Buffer.alloc(Math.max(...segments.map(({ end }) => end)) - start);
  for (const segment of segments) data.set(segment.bytes, segment.start - start);
  const { initial } = module.getMemoryInfo();
  module.setMemory(initial, -1, null, [{ offset: module.i32.const(start), data }]);
}

/** Writes the module at `from` to `to` with its data as one segment. */
export async function joinFile(from, to) {
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(readFileSync(from));
  join(module, segmentsOf(module));
  writeFileSync(to, module.emitBinary());
  module.dispose();
}
