import { DecodeError } from "../errors/classes.js";
import { define, ownOf } from "../errors/own.js";
import type { RequestOptions } from "../options/types.js";
import { APIPromise } from "./promise.js";
import type { PageBody, PageParameters } from "./response.js";

/**
 * The means by which a page fetches the pages after it.
 * @internal
 */
export interface PageSource<T, Body extends object> {
  /** The call, such as `databases.list`. */
  operation: string;
  /** Whether an iteration fetches the next page while this one is being iterated. */
  prefetch: boolean;
  /** Fetches the page of these parameters. */
  open(next: PageParameters, options?: RequestOptions): PagePromise<T, Body>;
}

/** Options of `all()`. */
export interface AllOptions {
  /**
   * The largest number of items to collect; pages beyond it are not fetched. With 0, the result is empty.
   * @default Infinity
   */
  limit?: number;
}

/** The key of the source of a page; hides it from loggers and clones. */
const SOURCE = Symbol("source");

/**
 * A page of a list: its items, and pagination to the pages after it. Iterate it with `for await` to go through the
 * items of this page and of all later ones. In a cache or a framework's state, keep `page.data` and `page.next`.
 *
 * @example
 * const page = await client.registries.repositories.list("my-registry", { per_page: 50 });
 * console.log(page.data.length, page.meta?.total);
 * for await (const repository of page) {
 *   console.log(repository.name); // also those of later pages
 * }
 */
export class Page<T, Body extends object = PageBody> implements AsyncIterable<T> {
  /** The items of this page. */
  readonly data: T[];
  /** Facts about the whole list, such as `total`, the number of items on all pages. Some lists have none. */
  readonly meta: PageBody["meta"];
  /** The whole response body, for keys that the API adds beside the items. */
  readonly body: Body;
  /** The query parameters of the next page; undefined on the last page. Store them to resume the pagination later. */
  readonly next: PageParameters | undefined;
  declare private readonly [SOURCE]: PageSource<T, Body>;

  /** @internal */
  constructor(data: T[], body: Body | undefined, next: PageParameters | undefined, source: PageSource<T, Body>) {
    this.data = data;
    this.body = body ?? ({} as Body);
    this.meta = (this.body as PageBody).meta;
    this.next = next;
    define(this, SOURCE, source);
  }

  /** Whether there is a page after this one. */
  hasNextPage(): boolean {
    return this.next !== undefined;
  }

  /**
   * Fetches the page after this one. Returns `undefined` on the last page.
   *
   * @param options - Options of the request. By default, those of the request for this page.
   * @example
   * const page = await client.registries.repositories.list("my-registry");
   * const second = await page.getNextPage();
   * console.log(second?.data ?? "there is one page only");
   */
  getNextPage(options?: RequestOptions): PagePromise<T, Body> | undefined {
    return this.next && this[SOURCE].open(this.next, options);
  }

  /**
   * Iterates over this page and all later ones. Each is fetched when its turn comes, or while the one before is
   * iterated, with `prefetch`. Throws a `DecodeError` if the API returns the same next page twice.
   *
   * @example
   * const first = await client.registries.tags.list("my-registry", "my/repo");
   * for await (const page of first.pages()) {
   *   console.log(page.data.map(({ tag }) => tag));
   * }
   */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    const seen = new Set<string>();
    for (let page: Page<T, Body> | undefined = this; page; ) {
      const name: string = JSON.stringify(page.next);
      const isRepeated: boolean = page.next !== undefined && seen.has(name);
      seen.add(name);
      const next: PagePromise<T, Body> | undefined =
        this[SOURCE].prefetch && !isRepeated ? page.getNextPage() : undefined;
      // If it fails, its turn throws.
      next?.catch(() => {});
      yield page;
      if (isRepeated) {
        const message = "the API returned the same next page twice";
        throw new DecodeError({ code: "undecodable", message, operation: this[SOURCE].operation });
      }
      page = await (next ?? page.getNextPage());
    }
  }

  /**
   * Resolves to the items of this page and all later ones in one array.
   *
   * @param options - `limit`, the largest number of items.
   * @example
   * const page = await client.registries.tags.list("my-registry", "my/repo");
   * const newest = await page.all({ limit: 100 });
   */
  async all(options: AllOptions = {}): Promise<T[]> {
    const { limit = Number.POSITIVE_INFINITY } = ownOf(options);
    const items: T[] = [];
    if (limit > 0) {
      for await (const page of this.pages()) {
        items.push(...page.data.slice(0, limit - items.length));
        if (items.length >= limit) break;
      }
    }
    return items;
  }

  /** Iterates over the items of this page and all later ones. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) {
      yield* page.data;
    }
  }
}

/**
 * A promise of the first page of a list, with pagination. Await it for that page, or iterate it with `for await`,
 * without awaiting, to go through the items of all pages. Rejects like an `APIPromise`.
 *
 * @example
 * for await (const cluster of client.databases.list()) {
 *   console.log(cluster.name);
 * }
 */
export class PagePromise<T, Body extends object = PageBody>
  extends APIPromise<Page<T, Body>>
  implements AsyncIterable<T>
{
  /** Iterates over the items of this page and all later ones. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this;
  }

  /**
   * Iterates over this page and all later ones. Each is fetched when its turn comes, or earlier with `prefetch`.
   *
   * @example
   * for await (const page of client.registries.tags.list("my-registry", "my/repo").pages()) {
   *   console.log(page.data.length);
   * }
   */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    yield* (await this).pages();
  }

  /**
   * Resolves to the items of this page and all later ones in one array.
   *
   * @param options - `limit`, the largest number of items.
   * @example
   * const clusters = await client.databases.list().all();
   */
  async all(options?: AllOptions): Promise<T[]> {
    return (await this).all(options);
  }
}
