// The entry for `require`, where the size of a bundle does not count, but that of the installation: the shell is that of
// the slim entry, beside it, and the text of the WebAssembly is here.
import { instantiate } from "./load/source/inline.js";
import type { provide } from "./load/source/provided.js";
import { init as initFrom } from "./slim-common.js";

(initFrom as typeof initFrom & { provide: typeof provide }).provide(instantiate);

export const init = (): Promise<void> => initFrom(undefined as never);
export * from "./slim-common.js";
export { DigitalOcean as default } from "./slim-common.js";
