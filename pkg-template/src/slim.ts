export { initFrom as init } from "./load/init.js";
export * from "./public.js";
export { DigitalOcean as default } from "./public.js";
