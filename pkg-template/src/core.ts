// What the loader imports when it is time. Not the glue itself, which exports more than is used and would come whole.
export { Client, fingerprint, finish, imports } from "./generated/glue.js";
