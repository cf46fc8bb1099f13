// What the loader imports when it is time. Not the glue itself, which exports more than is used and would come whole.
export { Client, default as instantiate, fingerprint } from "./generated/glue.js";
