import { isRequestScoped } from "../call/request-scope.js";
import { createPoller, type Decide, type Fetcher, type Target } from "./poller.js";
import type { Plan } from "./wait.js";

/**
 * Looks at the thing of a wait or watch, or at a list, until `decide` says that it is enough or throws, or `signal` is
 * aborted. Those that are looked for by the same list, or at the same thing, share a poller.
 */
export function look(plan: Plan, decide: Decide, one?: Fetcher): Promise<void> {
  const { row, state, options: { signal, pauseWhenHidden } } = plan;
  const { clock, field = "", isListOnly, methods, pollers, query, resource } = row;
  const { path, id } = state;
  const find: Target["find"] = (items) => (id ? items.find((item) => item[field] === id) : items);
  if (one) return createPoller(clock)({ pace: state, find, one }, signal, decide);
  const full = id ? [...path, id] : path;
  const listed = query && [...path, ...query];
  const group = resource + JSON.stringify(listed ?? full);
  const all: Fetcher | undefined = listed && ((options) => methods.list(...listed, options));
  const poller = pollers.get(group) ?? createPoller(clock, all, () => pollers.delete(group));
  // Where requests end with all their promises, none can depend on another's.
  if (!isRequestScoped()) pollers.set(group, poller);
  const isPaused = () => pauseWhenHidden && (globalThis as { document?: { hidden?: boolean } }).document?.hidden;
  const alone: Fetcher | undefined = isListOnly ? undefined : (options) => methods.get(...full, options);
  return poller({ pace: state, find, one: alone, isPaused }, signal, decide);
}
