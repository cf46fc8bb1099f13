/** The longest text that is read character by character: longer ones are worth a decoder. */
const SHORT = 128;

/**
 * The text of so many bytes of UTF-8 at a place of the memory. Most are short and ASCII, such as a path: to read those here
 * takes half the time of a decoder, which is native code that a call seldom finds in the processor's cache.
 */
export function textAt(memory, at, length) {
  const codes = [];
  while (codes.length < length && length <= SHORT && memory[at + codes.length] < 128) {
    codes.push(memory[at + codes.length]);
  }
  if (codes.length === length) return String.fromCharCode.apply(undefined, codes);
  // A new one each time: Safari's fails after two gigabytes.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(memory.subarray(at, at + length));
}
