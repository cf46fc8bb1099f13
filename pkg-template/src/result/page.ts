import { DecodeError } from "../errors/classes.js";
import type { Meta } from "../generated/api.js";
import type { RequestOptions } from "../options/types.js";
import { APIPromise } from "./promise.js";
import type { PageBody, PageParameters } from "./response.js";

/**
 * How a page gets the pages after it.
 * @internal
 */
export interface PageSource<T, Body extends object> {
  /** The call, such as `databases.list`. */
  operation: string;
  /** Whether an iteration fetches the next page while this one is gone through. */
  prefetch: boolean;
  /** Fetches the page of these parameters. */
  open(next: PageParameters, options?: RequestOptions): PagePromise<T, Body>;
}

/** The source of a page, hidden from those who print or clone it. */
const SOURCE = Symbol("source");

/** One page of a list. Iterated with `for await`, it goes through its items and those of all later pages. */
export class Page<T, Body extends object = PageBody> implements AsyncIterable<T> {
  /** The items of this page. */
  readonly data: T[];
  /** What the API says of the list, such as the number of all items. */
  readonly meta: Meta | undefined;
  /** The whole answer the page came in, for what the API says beside the items. */
  readonly body: Body;
  /** What names the next page, to be given as query; none on the last page. */
  readonly next: PageParameters | undefined;
  declare private readonly [SOURCE]: PageSource<T, Body>;

  /** @internal */
  constructor(data: T[], body: Body | undefined, next: PageParameters | undefined, source: PageSource<T, Body>) {
    this.data = data;
    this.body = body ?? ({} as Body);
    this.meta = (this.body as PageBody).meta;
    this.next = next;
    Object.defineProperty(this, SOURCE, { value: source });
  }

  /** Whether there is a page after this one. */
  hasNextPage(): boolean {
    return this.next !== undefined;
  }

  /**
   * Gets the page after this one; `undefined` on the last one.
   * @param options - How to send it. Default: as this page was.
   */
  getNextPage(options?: RequestOptions): PagePromise<T, Body> | undefined {
    return this.next && this[SOURCE].open(this.next, options);
  }

  /** Goes through this and all later pages. */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    const seen = new Set<string>();
    for (let page: Page<T, Body> | undefined = this; page; ) {
      const name: string = JSON.stringify(page.next);
      const isRepeated: boolean = page.next !== undefined && seen.has(name);
      seen.add(name);
      const next: PagePromise<T, Body> | undefined =
        this[SOURCE].prefetch && !isRepeated ? page.getNextPage() : undefined;
      // Should it fail, that is known when it is its turn.
      next?.catch(() => {});
      yield page;
      if (isRepeated) {
        const message = "the API returned the same next page twice";
        throw new DecodeError({ code: "undecodable", message, operation: this[SOURCE].operation });
      }
      page = await (next ?? page.getNextPage());
    }
  }

  /** The items of this and all later pages, or the first `limit` of them. */
  async all({ limit = Number.POSITIVE_INFINITY }: { limit?: number } = {}): Promise<T[]> {
    const items: T[] = [];
    if (limit > 0) {
      for await (const page of this.pages()) {
        items.push(...page.data.slice(0, limit - items.length));
        if (items.length >= limit) break;
      }
    }
    return items;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) {
      yield* page.data;
    }
  }
}

/** A promise of a list's page. Iterated with `for await`, it goes through the items of this and all later pages. */
export class PagePromise<T, Body extends object = PageBody>
  extends APIPromise<Page<T, Body>>
  implements AsyncIterable<T>
{
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this;
  }

  /** Goes through this and all later pages. */
  async *pages(): AsyncGenerator<Page<T, Body>, void, undefined> {
    yield* (await this).pages();
  }

  /** Resolves to the items of this and all later pages, or to the first `limit` of them. */
  async all(options?: { limit?: number }): Promise<T[]> {
    return (await this).all(options);
  }
}
