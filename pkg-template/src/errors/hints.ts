import type { ErrorFields } from "./classes.js";

/** A more specific code and hint for an error response. */
export interface Hint {
  /** The statuses it is for. */
  status: number[];
  /** The calls it is for; all by default. */
  operation?: RegExp;
  /** The message it is for, where nothing else tells responses apart. */
  message?: RegExp;
  /** The stable name; that of the status by default. */
  code?: string;
  /** The next step for the caller. */
  text: string;
}

const CREATE = /\.create$/;

/** The first that fits counts. */
export const HINTS: Hint[] = [
  { status: [401], text: "check the token: it is wrong, expired or revoked" },
  {
    status: [404],
    operation: /\.(evictionPolicy|sqlMode)\./,
    code: "unsupported_engine",
    text: "only some engines have this: eviction policies are Valkey's, SQL modes MySQL's",
  },
  {
    status: [409, 412],
    operation: /\.garbageCollections\.start$/,
    code: "garbage_collection_running",
    text: "wait for the one that runs, or cancel it: garbageCollections.getActive, and .update with { cancel: true }",
  },
  {
    status: [409],
    operation: CREATE,
    code: "name_taken",
    text: "choose another name; those of registries are shared with all accounts",
  },
  {
    status: [412],
    operation: /^registr(y|ies)\.create$/,
    code: "registry_limit",
    text: "delete a registry or change the subscription, whose plan allows no more",
  },
  {
    status: [412],
    operation: /^registry\./,
    code: "several_registries",
    text: "the account has several registries: use client.registries, and name one",
  },
  {
    status: [412],
    operation: /^databases\.(?!.*(get|list|options)$)/,
    code: "cluster_not_ready",
    text: "wait and call again: a cluster may be busy until its first backup is complete, even when it is online",
  },
  {
    status: [422],
    operation: CREATE,
    message: /taken|already|in use|name is not available/i,
    code: "name_taken",
    text: "choose another name; one that was just deleted stays taken for a while",
  },
  {
    status: [404, 422],
    message: /not available for|(not |un)supported/i,
    code: "unsupported_engine",
    text: "only some engines, or versions of them, have this",
  },
  { status: [404], text: "check the names; what was just created can take two minutes to be found" },
  { status: [429], text: "ask less often, or give the client `throttle: true`, which waits instead" },
  {
    status: [500],
    operation: /^databases\.users\./,
    text: "change the users of a cluster one at a time; the clients of one process do",
  },
];

/** The hint for an error response, if there is one. */
export function hintFor({ status, message }: ErrorFields, operation: string): Hint | undefined {
  return HINTS.find(
    (hint) =>
      hint.status.includes(status ?? 0) &&
      (hint.operation?.test(operation) ?? true) &&
      (hint.message?.test(message) ?? true),
  );
}
