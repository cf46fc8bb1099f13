// The exports of both entries.
export type { Clock } from "./call/clock.js";
export { type DryClient, DryRun } from "./call/dry-run.js";
export type { Hooks, Logger, LogLevel, RequestEvent, ResponseEvent, RetryEvent } from "./call/hooks.js";
export { DigitalOcean } from "./client.js";
export * from "./errors/classes.js";
export type * from "./generated/api.js";
export type { WasmSource } from "./load/wasm-source.js";
export type { FetchInit, FetchLike, FetchResponse } from "./options/fetch.js";
export type {
  HeadersLike,
  PlatformHeaders,
  PlatformResponse,
  PlatformSignal,
  ResponseLike,
  SignalLike,
} from "./options/platform.js";
export type { CallOptions, ClientOptions, RequestOptions, TokenFunction } from "./options/types.js";
export type { ResumeOptions, WaitOptions, WaitProgress, WatchOptions } from "./options/wait-types.js";
export { type AllOptions, Page, PagePromise } from "./result/page.js";
export { APIPromise } from "./result/promise.js";
export type { RateLimit } from "./result/rate-limit.js";
export { redact, stringify } from "./result/redact.js";
export { type PageBody, type PageParameters, ResponseInfo, type WithResponse } from "./result/response.js";
export type { ClusterChange, ClustersChange } from "./waits/changes.js";
export type { DatabaseWaits, ResizeTarget } from "./waits/database-waits.js";
export type { GarbageCollectionWaits, RunOptions } from "./waits/garbage-collection-waits.js";
export type { MigrationWaits, ReplicaWaits, TopicWaits } from "./waits/other-waits.js";
export type { WaitResults, WaitState } from "./waits/results.js";
export type { GarbageCollectionRun } from "./waits/run.js";
export type { Wait } from "./waits/wait.js";
