export { DigitalOcean } from "./client.js";
export { type DryClient, DryRun } from "./dry.js";
export * from "./errors.js";
export type * from "./generated/api.js";
export type { Hooks, Logger, LogLevel, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.js";
export { init, type WasmSource } from "./load.js";
export type { CallOptions, ClientOptions, FetchLike, RequestOptions } from "./options.js";
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
