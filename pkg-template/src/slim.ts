export { type ClientOptions, DigitalOcean, type FetchLike, type RequestOptions } from "./client.js";
export * from "./errors.js";
export type * from "./generated/api.js";
export { initFrom as init, type WasmSource } from "./load.js";
export {
  ApiPromise,
  Page,
  type PageBody,
  type PageParameters,
  PagePromise,
  type RateLimit,
  ResponseInfo,
  type WithResponse,
} from "./promise.js";
