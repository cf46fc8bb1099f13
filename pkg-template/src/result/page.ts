import { DecodeError } from "../errors/classes.js";
import { define } from "../errors/own.js";
import { readLimit } from "../options/read.js";
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
  /** Fetches the page itself again. */
  reopen(): PagePromise<T, Body>;
}

/** Options of `all()`. */
export interface AllOptions {
  /**
   * The largest number of items to collect, a whole number; pages beyond it are not fetched. With 0, the result is empty.
   * @default Infinity
   */
  limit?: number;
}

/** The fields that tell an item from the others of its list; the first that it has counts. */
const KEYS = ["id", "uuid", "digest", "tag", "name"];

/** A value that tells an item from the others of its list: itself, if it has no such field. */
function keyOf(item: unknown): unknown {
  const fields = Object(item);
  const name = KEYS.find((name) => Object.hasOwn(fields, name) && fields[name]);
  return name ? fields[name] : item;
}

/** The number of items on all pages of a list; NaN if the list does not say. */
const totalOf = ({ meta }: { meta: PageBody["meta"] }): number => Number(meta?.total);

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
   * Items may be deleted meanwhile. Later items then move to pages that were read: when `meta.total` fell, those pages are
   * read again, and their items that were given are passed over. The plain way is to delete after `all()`.
   *
   * @example
   * const first = await client.registries.tags.list("my-registry", "my/repo");
   * for await (const page of first.pages()) {
   *   console.log(page.data.map(({ tag }) => tag));
   * }
   */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    const { operation, prefetch } = this[SOURCE];
    const seen = new Set<string>();
    const given = new Set<unknown>();
    let isAgain = false;
    /** The pages before the current one: how to read each again, and the number of its items. */
    const passed: [source: PageSource<T, Body>, length: number][] = [];
    for (let page: Page<T, Body> | undefined = this; page; ) {
      const { body, data, next, [SOURCE]: source } = page as Page<T, Body>;
      const name = JSON.stringify(next);
      const isRepeated = next !== undefined && seen.has(name);
      seen.add(name);
      const following: PagePromise<T, Body> | undefined = prefetch && !isRepeated ? page.getNextPage() : undefined;
      // If it fails, its turn throws.
      following?.catch(() => {});
      passed.push([source, data.length]);
      const news = isAgain ? data.filter((item) => !given.has(keyOf(item))) : data;
      // Where the list does not say its length, no page is read again.
      if (totalOf(page) >= 0) for (const item of news) given.add(keyOf(item));
      if (news.length === data.length) yield page;
      else if (news.length > 0) yield new Page(news, body, next, source);
      if (isRepeated) {
        const message = "the API returned the same next page twice";
        throw new DecodeError({ code: "undecodable", message, operation });
      }
      let total = totalOf(page);
      page = await (following ?? page.getNextPage());
      // When items were deleted, as many later ones moved to pages that were read: those are read again.
      for (let moved = 0; page && totalOf(page) < total; ) {
        moved += total - totalOf(page);
        total = totalOf(page);
        let again = source;
        while (moved > 0 && passed.length > 0) {
          const [last, length] = passed.pop() as [PageSource<T, Body>, number];
          again = last;
          moved -= length;
        }
        seen.clear();
        isAgain = true;
        page = await again.reopen();
      }
    }
  }

  /**
   * Resolves to the items of this page and all later ones in one array. Rejects with an `InvalidRequestError` for wrong
   * options.
   *
   * @param options - `limit`, the largest number of items.
   * @example
   * const page = await client.registries.tags.list("my-registry", "my/repo");
   * const newest = await page.all({ limit: 100 });
   */
  async all(options?: AllOptions): Promise<T[]> {
    const { limit } = readLimit(options, this[SOURCE].operation);
    const items: T[] = [];
    if (limit > 0) {
      for await (const page of this.pages()) {
        // One by one: engines limit the number of arguments.
        for (const item of page.data.slice(0, limit - items.length)) items.push(item);
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
