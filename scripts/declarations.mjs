// The declarations of the API, from those that wasm-bindgen wrote: resource classes become interfaces without what
// belongs to WebAssembly objects, and what loads the module is left out.

const IMPORTS = `import type { RequestOptions } from "../client.js";
import type { ApiPromise, PagePromise } from "../promise.js";
`;

export function declarations(written) {
  const [api] = written.split("export type InitInput");
  const text = api
    .replace(/^\/\* (tslint|eslint).*\n/gm, "")
    .replace(/^export class /gm, "export interface ")
    .replace(/^ {4}(private constructor\(.*\)|free\(\): void|\[Symbol\.dispose\]\(\): void);\n/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const left = /\b(any|free|dispose|constructor)\b(?=[(\];])/.exec(text);
  if (left) {
    throw new Error(`the declarations still hold ${JSON.stringify(left[0])}`);
  }
  return `${IMPORTS}\n${text}\n`;
}
