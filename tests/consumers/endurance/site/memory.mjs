/** Looks at WebAssembly that is instantiated from now on: a function that gives the bytes of its memory. */
export function watchMemory() {
  const memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    const { exports } = made.instance ?? made;
    // Node's HTTP parser is WebAssembly too.
    if (!("llhttp_alloc" in exports)) {
      memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
    }
    return made;
  };
  return () => {
    if (memories.length !== 1) {
      throw new Error(`WebAssembly has ${memories.length} memories`);
    }
    return memories[0].buffer.byteLength;
  };
}
