import type { Hint } from "../errors/hints.js";
import { ownOf } from "../errors/own.js";
import { HINTS } from "../generated/operations.js";
import type { RequestOptions } from "../options/types.js";
import type { ResponseInfo } from "../result/response.js";

/** An operation as the shell calls it. */
export interface Operation {
  /** The call, such as `databases.users.create`; `request` for a request to any path. */
  name: string;
  /** Its number in the core's table; -1 for a request to any path. */
  number: number;
  /** The number of parameters before the options. */
  parameters: number;
  /** Whether its response is a list. */
  isList?: boolean;
  /** Whether it fetches a later page of a list, whose query the API gave. */
  isLaterPage?: boolean;
  /** Whether the API can take one such call at a time only, for the same first parameter. */
  isQueued?: boolean;
  /** For a create: the field of the body, and of the resource, that holds the name. */
  namedBy?: string | undefined;
  /** The scopes it needs. */
  scopes: string[];
  /** Hints for its error responses. */
  hints?: Hint[];
  /** For a create: lists where the new resource would be, given the parameters of its path. */
  listCandidates?: ListCandidates;
}

/** Lists the resources among which a new one would be; with the response of the first page, the items of all pages. */
export type ListCandidates = (
  path: unknown[],
  options: RequestOptions,
) => Promise<{ items: PromiseLike<unknown[]> | unknown[]; response?: ResponseInfo }>;

/** A request to any path. */
export const RAW: Operation = ownOf<Operation>({ name: "request", number: -1, parameters: 3, scopes: [] });

/** An operation of a row of the generated table, in which its facts are words. */
export function operationOf(name: string, number: number, row: string): Operation {
  const words = row.split(" ");
  const values = (fact: string) => words.filter((word) => word.startsWith(fact)).map((word) => word.slice(fact.length));
  return ownOf<Operation>({
    name,
    number,
    parameters: Number(words.find((word) => Number(word) >= 0)),
    isList: words.includes("list"),
    isQueued: words.includes("queued"),
    namedBy: values("name=")[0],
    scopes: words.filter((word) => word.includes(":")),
    hints: values("hint=").map((hint) => HINTS[Number(hint)] as Hint),
  });
}
