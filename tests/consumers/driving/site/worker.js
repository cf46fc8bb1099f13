import { drive } from "/driving/scenarios.mjs";
import { TaskStorage as AsyncLocalStorage, onUnhandled } from "/driving/web.mjs";

let copies = 0;

/** A copy of the package: a worker keeps one module for each address. */
function fresh() {
  copies += 1;
  return import(`/index.js?copy=${copies}`);
}

// Errors that engines report from the end of the stack; whatever they break, a scenario notices.
addEventListener("error", (event) => event.preventDefault());

addEventListener("message", async ({ data: { server, means, from, to } }) => {
  postMessage(await drive({ fresh, server, onUnhandled, AsyncLocalStorage }, means, { from, to }));
});
