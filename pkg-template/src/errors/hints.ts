import type { ErrorFields } from "./classes.js";

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
}

/** The hints for operations of all kinds; the first that fits counts. */
export const GENERAL_HINTS: GeneralHint[] = [
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
    status: [404, 422],
    message: /not available for|(not |un)supported/i,
    code: "unsupported_engine",
    text: "only some engines, or versions of them, have this",
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
export function hintFor(
  { status = 0, message }: ErrorFields,
  { hints = [], namedBy }: FailedOperation,
): Hint | undefined {
  return (
    hints.find((hint) => hint.status.includes(status)) ??
    GENERAL_HINTS.find(
      (hint) =>
        hint.status.includes(status) &&
        !(hint.isForCreates && namedBy === undefined) &&
        (hint.message?.test(message) ?? true),
    )
  );
}
