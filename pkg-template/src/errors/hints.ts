import type { PreparedRequest } from "../load/core-types.js";
import { connectCode } from "./cause.js";
import type { ErrorFields } from "./fields.js";
import { ownOf } from "./own.js";

/** A more specific code and hint for an error response. */
export interface Hint {
  /** The statuses it is for. */
  status: number[];
  /** The stable name of the error; that of the status by default. */
  code?: string;
  /** The next step for the caller. */
  text: string;
}

/** A hint that the operation's declaration does not state, because it is the same for many. */
interface GeneralHint extends Hint {
  /** Whether it is for creates only. */
  isForCreates?: true;
  /** The message it is for, where nothing else tells responses apart. */
  message?: RegExp;
  /** The request it is for: its path, and its body after a space. */
  request?: RegExp;
}

/** The hints for operations of all kinds; the first that fits counts. */
export const GENERAL_HINTS: GeneralHint[] = [
  {
    status: [422],
    request: /"engine":"postgres/i,
    text: "did you mean `pg`? There are pg, mysql, mongodb, kafka, opensearch and valkey",
  },
  { status: [401], text: "check the token: it is wrong, expired or revoked" },
  {
    status: [409],
    isForCreates: true,
    code: "name_taken",
    text: "choose another name; those of registries are shared with all accounts",
  },
  {
    status: [422],
    isForCreates: true,
    message: /taken|already|in use|name is not available/i,
    code: "name_taken",
    text: "choose another name; one that was just deleted stays taken for a while",
  },
  {
    status: [422],
    message: /\b(regions?|sizes?|versions?|slugs?)\b/i,
    text: "`databases.options()` or `registries.options()` lists what there is",
  },
  {
    status: [404, 422],
    message: /not available for|(not |un)supported/i,
    code: "unsupported_engine",
    text: "only some engines, or versions of them, have this",
  },
  {
    status: [404],
    request: /^\/v2\/databases\/(?!options|metrics|[\da-f-]{36})./,
    text: "a cluster's id is a UUID: find it with `databases.list()`",
  },
  { status: [404], text: "check the names; what was just created can take two minutes to be found" },
  { status: [429], text: "ask less often, or give the client `throttle: true`, which waits instead" },
];

/** The operation that failed, as far as errors are concerned. */
export interface FailedOperation {
  name: string;
  scopes?: string[];
  namedBy?: string | undefined;
  hints?: Hint[];
}

/** The hint for an error response, if there is one: the operation's own, or a general one. */
export const hintFor = (
  { status = 0, message }: ErrorFields,
  { hints = [], namedBy }: FailedOperation,
  [, path, body]: PreparedRequest,
): Hint | undefined =>
  [...(hints as GeneralHint[]), ...GENERAL_HINTS]
    .map(ownOf<GeneralHint>)
    .find(
      (hint) =>
        hint.status.includes(status) &&
        !(hint.isForCreates && namedBy === undefined) &&
        (hint.message?.test(message) ?? true) &&
        (hint.request?.test(`${path} ${body}`) ?? true),
    );

/** A hint for a call that failed without a response. `headers` are those that the caller added. */
export function failureHint({ code, cause, message }: ErrorFields, outcome: number | undefined, headers: string[]) {
  if (/^query\.(signal|headers)\b/.test(message)) return "options come second: `list({}, { signal })`";
  if (outcome !== 0) return undefined;
  // Only browsers know.
  const isOnline = globalThis.navigator?.onLine as boolean | undefined;
  if (isOnline === false) return "this device is offline";
  if (code === "timeout") return "raise the limit, or check proxy and firewall";
  if (connectCode(cause)) return "check `baseUrl`, DNS, proxy and firewall";
  return isOnline && `see the browser's console; it may be CORS, which must allow ${["authorization", ...headers]}`;
}
