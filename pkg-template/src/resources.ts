import type { Caller } from "./call/call.js";
import type { ListCandidates, Operation } from "./call/operation.js";
import { RESOURCES } from "./generated/operations.js";
import type { RequestOptions } from "./options/types.js";
import { Page, PagePromise, type PageSource } from "./result/page.js";
import { APIPromise, type ResponseBox } from "./result/promise.js";
import type { PageBody, PageParameters } from "./result/response.js";

type Method = (...parameters: unknown[]) => unknown;
/** A resource object: a method for each operation, and the resources below it. */
export interface ResourceObject {
  [name: string]: ResourceObject | Method;
}

/** Operations that change the users of a cluster. */
const USER_CHANGES = /^databases\.users\.(create|update|delete|resetAuth)$/;

/** The resource objects of a client. */
export function createResources(call: Caller): ResourceObject {
  const root: ResourceObject = {};
  let number = 0;
  for (const [path, methods] of Object.entries(RESOURCES)) {
    const resource = path.split(".").reduce((parent, name) => {
      parent[name] ??= {};
      return parent[name] as ResourceObject;
    }, root);
    for (const row of methods.split(" ")) {
      const [method, count, flags, letters] = row.split(":") as [string, string, string, string];
      const operation: Operation = {
        name: `${path}.${method}`,
        number: number++,
        count: Number(count),
        scopes: scopesOf(path, letters),
        isGet: flags.includes("g"),
        isQueued: USER_CHANGES.test(`${path}.${method}`),
      };
      const own: Method = flags.includes("l")
        ? (...parameters) => callForPage(call, operation, parameters, own)
        : (...parameters) => callForResource(call, operation, parameters, own);
      resource[method] = own;
      if (method === "create") {
        operation.listCandidates = candidatesOf(resource);
      }
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
  const box: ResponseBox = {};
  // `resolve` and `reject` are handed on as they are, so that engines find the caller's frames behind them.
  return new APIPromise(
    (resolve, reject) => void call<T, T>(operation, parameters, ({ data }) => data, box, method).then(resolve, reject),
    box,
  );
}

/** Makes a call whose result is a page of a list. */
function callForPage<T>(call: Caller, operation: Operation, parameters: unknown[], method?: unknown): PagePromise<T> {
  const query = operation.count - 1;
  const options = parameters[operation.count] as RequestOptions | undefined;
  const open = (next: PageParameters, own = options) => {
    const following = parameters.slice(0, query);
    following.push({ ...(parameters[query] as object | undefined), ...next }, own);
    return callForPage<T>(call, operation, following);
  };
  const box: ResponseBox = {};
  const executor = (resolve: (page: Page<T>) => void, reject: (error: unknown) => void) =>
    void call<T[], Page<T>>(
      operation,
      parameters,
      ({ data, body, next }, { prefetch = false }) => {
        const source: PageSource<T, PageBody> = { operation: operation.name, prefetch, open };
        return new Page(data, body, next, source);
      },
      box,
      method,
    ).then(resolve, reject);
  return new PagePromise(executor, box);
}

/** Lists the resources among which a new one of this kind would be. */
function candidatesOf(resource: ResourceObject): ListCandidates {
  return async (path) => {
    const { list, get } = resource;
    if (list !== undefined) {
      const { data: page, response } = await (list as (...path: unknown[]) => PagePromise<unknown>)(
        ...path,
      ).withResponse();
      return { items: await page.all(), response };
    }
    // The API knows one of them at most.
    try {
      const { data, response } = await (get as (...path: unknown[]) => APIPromise<unknown>)(...path).withResponse();
      return { items: [data], response };
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
      return { items: [] };
    }
  };
}

/** Scopes by their first letters. */
function scopesOf(path: string, letters: string): string[] {
  const names = ["read", "create", "update", "delete", "write", "view_credentials"];
  const kind = path.startsWith("databases") ? "database" : "registry";
  return [...letters].map((letter) => `${kind}:${names.find((name) => name.startsWith(letter))}`);
}
