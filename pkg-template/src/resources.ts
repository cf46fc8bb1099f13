import type { Caller } from "./call/call.js";
import { type ListCandidates, type Operation, operationOf } from "./call/operation.js";
import { toError } from "./errors/from-core.js";
import { define, ownOf } from "./errors/own.js";
import { RESOURCES } from "./generated/operations.js";
import type { RequestOptions, ResolvedOptions } from "./options/types.js";
import { Page, PagePromise, type PageSource } from "./result/page.js";
import { APIPromise, type ResponseBox } from "./result/promise.js";
import type { PageBody, Reply } from "./result/response.js";

type Method = (...parameters: unknown[]) => unknown;
/** A resource object: a method for each operation, and the resources below it. */
export interface ResourceObject {
  [name: string]: ResourceObject | Method;
}

/** The operations of each resource by its path, read from the table when the first client is made. */
let operations: [path: string, operations: [name: string, operation: Operation][]][] | undefined;

function readOperations() {
  let number = 0;
  return Object.entries(RESOURCES).map(([path, rows]): [string, [string, Operation][]] => [
    path,
    Object.entries(rows).map(([name, row]) => [name, operationOf(`${path}.${name}`, number++, row)]),
  ]);
}

/** The operations of methods that create, with which what they created is found. */
export const creates = new WeakMap<object, Operation>();

/** The resource objects of a client. */
export function createResources(call: Caller): ResourceObject {
  const root: ResourceObject = {};
  operations ??= readOperations();
  for (const [path, rows] of operations) {
    const resource = path.split(".").reduce((parent, name) => {
      if (!Object.hasOwn(parent, name)) parent[name] = {};
      return parent[name] as ResourceObject;
    }, root);
    for (const [name, row] of rows) {
      const operation = row.namedBy ? ownOf({ ...row, listCandidates: candidatesOf(resource, rows) }) : row;
      const method: Method = operation.isList
        ? (...parameters) => callForPage(call, operation, parameters, method)
        : (...parameters) => callForResource(call, operation, parameters, method);
      define(method, "name", operation.name);
      creates.set(method, operation);
      resource[name] = method;
    }
  }
  return root;
}

/** Makes a call whose result is the resource itself. */
export function callForResource<T>(
  call: Caller,
  operation: Operation,
  parameters: unknown[],
  method?: unknown,
): APIPromise<T> {
  const box = ownOf<ResponseBox>({});
  const start = () => call<T, T>(operation, parameters, ({ data }) => data, box, method);
  return new APIPromise((resolve, reject) => settle(start, resolve, reject, operation), box);
}

/**
 * Settles a promise as a call does. `resolve` and `reject` are handed on as they are, so that engines find the caller's
 * frames behind them.
 */
function settle<R>(
  start: () => Promise<R>,
  resolve: (result: R) => void,
  reject: (error: unknown) => void,
  operation: Operation,
): void {
  try {
    void start().then(resolve, reject);
  } catch (thrown) {
    // There was no room on the stack to begin. The error is made in another turn, where there is.
    void Promise.resolve().then(() => reject(toError(thrown, operation)));
  }
}

/** Makes a call whose result is a page of a list. */
function callForPage<T>(call: Caller, operation: Operation, parameters: unknown[], method?: unknown): PagePromise<T> {
  const box = ownOf<ResponseBox>({});
  const pageOf = ({ data, body, next }: Reply<T[]>, { prefetch = false }: ResolvedOptions) =>
    new Page(data, body, next, pageSource<T>(call, operation, parameters, prefetch));
  const start = () => call<T[], Page<T>>(operation, parameters, pageOf, box, method);
  return new PagePromise((resolve, reject) => settle(start, resolve, reject, operation), box);
}

/**
 * Returns the means by which a page fetches others. An iteration keeps those of all pages: they are made here, where they
 * do not hold the response.
 */
function pageSource<T>(
  call: Caller,
  operation: Operation,
  parameters: unknown[],
  prefetch: boolean,
): PageSource<T, PageBody> {
  const query = operation.parameters - 1;
  return {
    operation: operation.name,
    prefetch,
    open: (next, own = parameters[operation.parameters] as RequestOptions | undefined) => {
      const following = parameters.slice(0, query);
      following.push({ ...(parameters[query] as object | undefined), ...next }, own);
      return callForPage<T>(call, ownOf({ ...operation, isLaterPage: true }), following);
    },
    reopen: () => callForPage<T>(call, operation, parameters),
  };
}

/** Lists the resources among which a new one of this kind would be: those of a list, or the only one. */
function candidatesOf(resource: ResourceObject, rows: [name: string, operation: Operation][]): ListCandidates {
  return async (path, options) => {
    const methods = ownOf(resource);
    const isOnly = methods.list === undefined;
    const name = isOnly ? "get" : "list";
    const [, operation] = rows.find(([row]) => row === name) as (typeof rows)[0];
    const parameters = [...path];
    parameters[operation.parameters] = options;
    try {
      const call = (methods[name] as Method)(...parameters) as APIPromise<unknown>;
      const { data, response } = await call.withResponse();
      return { items: isOnly ? [data] : (data as Page<unknown>).all(), response };
    } catch (error) {
      if (!isOnly || (error as { status?: number }).status !== 404) throw error;
      return { items: [] };
    }
  };
}
