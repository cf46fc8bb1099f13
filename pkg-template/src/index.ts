// First, because it brings the text of the WebAssembly, which is as long as gzip's window: between the others it would
// part what is alike.
export { init } from "./load/init.js";
export * from "./public.js";
export { DigitalOcean as default } from "./public.js";
