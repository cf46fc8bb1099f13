import type { Clock } from "../call/clock.js";
import { isRequestScoped } from "../call/request-scope.js";
import type { Page } from "../result/page.js";
import type { Thing } from "./decide.js";
import { createPoller, type Fetcher, type Member, type Poller } from "./poller.js";
import type { State } from "./state.js";

/** The methods of a resource. */
export type Methods = Record<string, (...parameters: unknown[]) => PromiseLike<unknown>>;

/** A kind of thing, and how it is looked at. */
export interface Kind {
  /** The field that identifies the thing; missing for the only one of its kind. */
  field?: string;
  /** The parameters of its list, after those of its path; missing without a list. */
  query?: unknown[];
  /** Whether there is no call for the thing alone. */
  isListOnly?: boolean;
}

/** Where a member is looked for: its poller, and how that finds it. */
export type Place = { poller: Poller } & Pick<Member, "find" | "one">;

/** The resources and the pollers of a client. */
export interface Surroundings {
  clock: Clock | undefined;
  /** The methods of the resource that has a method, such as `databases.get`. */
  methods(name: string): Methods;
  /** The poller of a group, or a new one without a group. */
  poller(group?: string, all?: Fetcher): Poller;
}

export function createSurroundings(root: object, clock: Clock | undefined): Surroundings {
  const pollers = new Map<string | undefined, Poller>();
  return {
    clock,
    methods: (name) =>
      name
        .split(".")
        .slice(0, -1)
        .reduce((parent, name) => Object(parent)[name], root) as Methods,
    poller: (group, all) => {
      const poller = pollers.get(group) ?? createPoller(clock, all, () => pollers.delete(group));
      // Where requests end with all their promises, none can depend on another's.
      if (group && !isRequestScoped()) pollers.set(group, poller);
      return poller;
    },
  };
}

/** Where a thing is looked at: alone, or in the list of its kind. Without an id, the list is. */
export function placeOf(
  { methods, poller }: Surroundings,
  { field = "", query, isListOnly }: Kind,
  { wait, path, id }: Pick<State, "wait" | "path" | "id">,
): Place {
  const { get, list } = methods(wait);
  const full = id ? [...path, id] : path;
  const listed = query && [...path, ...query];
  const all: Fetcher | undefined =
    listed &&
    (async (options) => {
      const page = (await list?.(...listed, options)) as Page<Thing>;
      // A dry run has no items.
      return page.data ?? page;
    });
  return {
    poller: poller(wait.replace(/\w+$/, JSON.stringify(listed ?? full)), all),
    find: id && field ? (items) => items.find((item) => item[field] === id) : undefined,
    one: isListOnly ? undefined : (options) => get?.(...full, options),
  };
}
