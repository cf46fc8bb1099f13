// The slim entry for `require`, with a way in for the entry beside it that brings the text of the WebAssembly.
export { provide as _provide } from "./load/source/provided.js";
export * from "./slim.js";
export { DigitalOcean as default } from "./slim.js";
