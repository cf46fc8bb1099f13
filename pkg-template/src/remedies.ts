import type { ErrorFields } from "./errors.js";

/** A refusal that more can be said of than its status says. */
export interface Remedy {
  /** Its statuses. */
  status: number[];
  /** The calls it is of. */
  operation?: RegExp;
  /** What its message says, where nothing else tells. */
  message?: RegExp;
  /** The stable name; that of the status where there is none. */
  code?: string;
  /** What to do. */
  hint: string;
}

const CREATE = /\.create$/;

/** The first that fits counts. */
export const REMEDIES: Remedy[] = [
  { status: [401], hint: "check the token: it is wrong, expired or revoked" },
  {
    status: [404],
    operation: /\.(evictionPolicy|sqlMode)\./,
    code: "unsupported_engine",
    hint: "only some engines have this: eviction policies are Valkey's, SQL modes MySQL's",
  },
  {
    status: [409, 412],
    operation: /\.garbageCollections\.start$/,
    code: "garbage_collection_running",
    hint: "wait for the one that runs, or cancel it: garbageCollections.getActive, and .update with { cancel: true }",
  },
  {
    status: [409],
    operation: CREATE,
    code: "name_taken",
    hint: "choose another name; those of registries are shared with all accounts",
  },
  {
    status: [412],
    operation: /^registr(y|ies)\.create$/,
    code: "registry_limit",
    hint: "delete a registry or change the subscription, whose plan allows no more",
  },
  {
    status: [412],
    operation: /^registry\./,
    code: "several_registries",
    hint: "the account has several registries: use client.registries, and name one",
  },
  {
    status: [412],
    operation: /^databases\.(?!.*(get|list|options)$)/,
    code: "cluster_not_ready",
    hint: "wait and call again: a cluster may be busy until its first backup is complete, even when it is online",
  },
  {
    status: [422],
    operation: CREATE,
    message: /taken|already|in use|name is not available/i,
    code: "name_taken",
    hint: "choose another name; one that was just deleted stays taken for a while",
  },
  {
    status: [404, 422],
    message: /not available for|(not |un)supported/i,
    code: "unsupported_engine",
    hint: "only some engines, or versions of them, have this",
  },
  { status: [404], hint: "check the names; what was just created can take two minutes to be found" },
  { status: [429], hint: "ask less often, or give the client `throttle: true`, which waits instead" },
  {
    status: [500],
    operation: /^databases\.users\./,
    hint: "change the users of a cluster one at a time; the clients of one process do",
  },
];

/** A code and a hint for a refusal. */
export function remedy({ status, message }: ErrorFields, operation: string): Remedy | undefined {
  return REMEDIES.find(
    (remedy) =>
      remedy.status.includes(status ?? 0) &&
      (remedy.operation?.test(operation) ?? true) &&
      (remedy.message?.test(message) ?? true),
  );
}
