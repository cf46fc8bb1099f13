import { isRequestScoped } from "../call/request-scope.js";

// Taken when the module loads, because test frameworks replace them later.
const {
  setImmediate: immediate,
  setTimeout: timeout,
  MessageChannel: Channel,
} = globalThis as typeof globalThis & {
  setImmediate?: (callback: () => void) => unknown;
};

/** Lets the platform run everything that is ready: microtasks, and the tasks behind them. */
export const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    if (immediate) {
      immediate(resolve);
    } else if (Channel && !isRequestScoped()) {
      const { port1, port2 } = new Channel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    } else {
      timeout.call(globalThis, resolve, 0);
    }
  });

/** Waits so many real milliseconds. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => timeout.call(globalThis, resolve, milliseconds));
