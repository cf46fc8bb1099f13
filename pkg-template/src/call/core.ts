// The only caller of the WebAssembly.
import type { ErrorFields } from "../errors/classes.js";
import type { Core, DecodedBody, Judgement, PreparedRequest } from "../load/core-types.js";
import { load } from "../load/load.js";
import type { WasmSource } from "../load/wasm-source.js";

/** The core while no call is inside. */
let idle: Core | undefined;
/** Whether a call is inside, or trapped there. */
let isEntered = false;

/** Whether the core can be entered. */
export const isReady = (): boolean => idle !== undefined;

/** Waits until the core can be entered; loads it, from `source` if given, when it is missing. */
export async function ready(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  if (isEntered) {
    // A getter of another call's arguments makes this call, which waits until the other has left, unless that trapped.
    await undefined;
    isEntered = false;
  }
  while (idle === undefined) {
    await load((core) => {
      idle = core;
    }, source);
  }
}

/**
 * Enters the core. The core is taken out and put back, so that after a trap, or a stack overflow, it is missing and the
 * next call loads another. Calls in flight lose nothing, because the core keeps no state of them.
 */
function enter<R>(use: (core: Core) => R): R {
  const core = idle as Core;
  idle = undefined;
  isEntered = true;
  const result = use(core);
  isEntered = false;
  idle = core;
  return result;
}

/** The last request of each operation whose parameters were no objects, which can change; behind those parameters. */
const requests = new Map<number, [...parameters: unknown[], request: PreparedRequest]>();

/**
 * Checks and writes a request; returns the parts of an error when it is refused. Whoever polls asks for the same again: it
 * is kept, because what a call seldom finds in the processor's cache takes most of its time.
 */
export function prepare(operation: number, parameters: unknown[]): PreparedRequest | ErrorFields {
  const last = requests.get(operation);
  if (last?.length === parameters.length + 1 && parameters.every((value, at) => value === last[at])) {
    return last.at(-1) as PreparedRequest;
  }
  const [first, second, third] = parameters;
  const request = enter((core) => core.prepare(operation, first, second, third));
  if (Array.isArray(request) && parameters.every((value) => Object(value) !== value)) {
    requests.set(operation, [...parameters, request]);
  }
  return request;
}

/** Reads the text of a response inside 2xx; returns the parts of an error when it cannot be understood. */
export const read = (operation: number, text: string): DecodedBody | ErrorFields =>
  enter((core) => core.read(operation, text));

/** Judges a failed attempt. */
export const judge: Core["judge"] = (...parameters): Judgement => enter((core) => core.judge(...parameters));
