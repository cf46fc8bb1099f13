export { SimulatedClock } from "./clock.js";
export type { Duration } from "./duration.js";
export type { Fault } from "./faults.js";
export type { SimulatorFetch, SimulatorInit } from "./fetch.js";
export type { ListenOptions, SimulatorServer } from "./listen.js";
export type { PushOptions } from "./push.js";
export { type RecordedRequest, RecordedRequests, type RequestMatch } from "./requests.js";
export { createSimulator, type Seed, Simulator, type SimulatorOptions, type SimulatorState } from "./simulator.js";
