// The slim entry for `require`. Its `init` has a member for the entry beside it that brings the WebAssembly.
import { define } from "./errors/own.js";
import { initFrom } from "./load/init.js";
import { provide } from "./load/source/provided.js";

define(initFrom, "provide", provide);

export * from "./slim.js";
export { DigitalOcean as default } from "./slim.js";
