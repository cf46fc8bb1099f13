// Node as a platform of the scenarios; Bun and Deno offer the same modules.
import { AsyncLocalStorage } from "node:async_hooks";
import { tracingChannel } from "node:diagnostics_channel";
import { inspect } from "node:util";

/** The means that Node has, if `server` is set. */
export const MEANS = [
  ...["contexts", "contexts of settled promises", "server", "unhandled", "inspect", "tracing"],
  ...["stacks", "async stacks"],
];

let copies = 0;

/** A copy of the module at `url`: Node keeps one for each query. */
export const copyOf = (url) => {
  copies += 1;
  return import(`${url}?copy=${copies}`);
};

/** The platform; `url` is that of the package's module, `copy` imports a copy of it. */
export function nodePlatform(url, copy = copyOf) {
  return {
    fresh: () => copy(url),
    AsyncLocalStorage,
    inspect: (promise) => inspect(promise, { depth: 5 }),
    onUnhandled(listener) {
      // The test runner listens too, and takes them for failures of a test.
      const others = process.listeners("unhandledRejection");
      process.removeAllListeners("unhandledRejection");
      process.on("unhandledRejection", listener);
      return () => {
        process.off("unhandledRejection", listener);
        for (const other of others) {
          process.on("unhandledRejection", other);
        }
      };
    },
    trace() {
      const channel = tracingChannel("driving");
      const ended = [];
      const subscribers = { asyncEnd: (message) => ended.push(message) };
      channel.subscribe(subscribers);
      return { channel, ended, stop: () => channel.unsubscribe(subscribers) };
    },
  };
}
