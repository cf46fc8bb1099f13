import type { ResponseInfo } from "../result/response.js";

/** An operation as the shell knows it. */
export interface Operation {
  /** The call, such as `databases.users.create`; `request` for a request to any path. */
  name: string;
  /** Its number in the core's table; -1 for a request to any path. */
  number: number;
  /** The number of parameters before the options. */
  count: number;
  /** The scopes it needs. */
  scopes: string[];
  /** Whether it only reads. */
  isGet?: boolean;
  /** Whether it changes the users of a cluster, which the API can take one at a time only. */
  isQueued?: boolean;
  /** For a create: lists where the new resource would be, given the parameters of its path. */
  listCandidates?: ListCandidates;
}

/** Lists the resources among which a new one would be, with their response. */
export type ListCandidates = (path: unknown[]) => Promise<{ items: unknown[]; response?: ResponseInfo }>;

/** A request to any path. */
export const RAW: Operation = { name: "request", number: -1, count: 3, scopes: [] };
