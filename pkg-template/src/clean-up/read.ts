import { type DigitalOcean, DigitalOceanError, NotFoundError, type SignalLike } from "../index.js";
import type { Page } from "./page.js";
import type { Snapshot } from "./snapshot.js";
import type { CleanUpClient } from "./types.js";

/** The largest page that the API gives. */
export const PAGE = 200;
/** Repositories that are read at a time. */
const AT_A_TIME = 4;
/** Times that a repository is read before it is given up: others push to it all the time. */
const READS = 5;
/** Milliseconds that a clean-up waits for the rate limit: its window is an hour. */
const PATIENCE = 3_660_000;

/** The client for writes: within the rate limit, and as dry as the one given. */
export const writerOf = (client: CleanUpClient): DigitalOcean =>
  (client as DigitalOcean).withOptions({ throttle: true, maxRetryAfter: PATIENCE });

/** The client for reads, which are sent also where writes are not. */
export const readerOf = (client: CleanUpClient): DigitalOcean =>
  writerOf(client).withOptions({ dryRun: false, prefetch: true });

/** The means of reading a registry. */
export interface Reading {
  reader: DigitalOcean;
  registry: string;
  signal: SignalLike | undefined;
  /** Called with each page. */
  onPage(page: Page): void;
}

/** Reads repositories, some at a time. The first failure ends all. */
export async function readRepositories(reading: Reading, snapshot: Snapshot, names: string[]): Promise<void> {
  const left = [...names];
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined && !hasFailed; name = left.shift()) {
      await readRepository(reading, snapshot, name);
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, () =>
    work().catch((error) => {
      hasFailed = true;
      throw error;
    }),
  );
  await Promise.all(workers);
}

/**
 * Reads the manifests of a repository. When their number moved in the meantime, pages have moved too, and all are read
 * again. A repository that is not there has none.
 */
export async function readRepository(
  { reader, registry, signal, onPage }: Reading,
  snapshot: Snapshot,
  name: string,
): Promise<void> {
  for (let read = 1; ; read++) {
    snapshot.open(name);
    const digests = new Set<string>();
    const totals = new Set<number | undefined>();
    try {
      const list = reader.registries.manifests.list(registry, name, { per_page: PAGE }, { signal });
      for await (const { data, meta } of list.pages()) {
        totals.add(meta?.total);
        const page = snapshot.add(name, data);
        for (const [number] of page.manifests) digests.add(page.digests[number] as string);
        onPage(page);
      }
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    const [total = digests.size] = totals;
    if (totals.size <= 1 && digests.size === total) return;
    if (read === READS) {
      const message = `${name}: changed ${READS} times while it was read; try again when less is pushed to it`;
      throw new DigitalOceanError({ code: "repository_changes", message, retryable: true });
    }
  }
}
