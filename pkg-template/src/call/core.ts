// The only caller of the WebAssembly.
import type { ErrorFields } from "../errors/classes.js";
import type { Core, DecodedBody, Judgement, PreparedRequest } from "../load/glue.js";
import { load } from "../load/load.js";
import type { WasmSource } from "../load/wasm-source.js";

/** The core while no call is inside. */
let idle: Core | undefined;
/** Whether a call is inside, or never came out. */
let isEntered = false;

/** Whether the core can be entered. */
export const isReady = (): boolean => idle !== undefined;

/** Waits until the core can be entered; loads it, from `source` if given, when it is not there. */
export async function ready(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  if (isEntered) {
    // A getter of another call's arguments makes this one: it waits until that one is out, unless it trapped.
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
 * Enters the core. It is taken along and brought back, so that after a trap, or at the end of the stack, it is simply not
 * there: the next call loads another. Calls under way lose nothing, because the core keeps nothing of them.
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

/** Checks and writes a request; returns the parts of an error when it is refused. */
export const prepare = (operation: number, [first, second, third]: unknown[]): PreparedRequest | ErrorFields =>
  enter((core) => core.prepare(operation, first, second, third));

/** Reads the text of a response inside 2xx; returns the parts of an error when it cannot be understood. */
export const read = (operation: number, text: string): DecodedBody | ErrorFields =>
  enter((core) => core.read(operation, text));

/** Judges a failed attempt. */
export const judge: Core["judge"] = (...parameters): Judgement => enter((core) => core.judge(...parameters));
