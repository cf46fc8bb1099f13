export { init } from "./load/init.js";
export * from "./public.js";
