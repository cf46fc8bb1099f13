// The garbage collection after a clean-up, from its start to its end.
import {
  type DigitalOcean,
  DigitalOceanError,
  type GarbageCollection,
  type SignalLike,
  TimeoutError,
} from "../index.js";

/** The kind of content that a garbage collection removes. */
export type CollectionType = NonNullable<GarbageCollection["type"]>;

/** A garbage collection to run. */
export interface Collecting {
  client: DigitalOcean;
  registry: string;
  type: CollectionType;
  signal: SignalLike | undefined;
  onState(collection: GarbageCollection): void;
}

/** Milliseconds between two looks. */
const INTERVAL = 10_000;
const SUCCEEDED = ["succeeded", "success"];
const FAILED = ["failed", "cancelled"];

/** Starts a garbage collection, after the one that runs if there is one, and follows it to its end. */
export async function collect(collecting: Collecting): Promise<GarbageCollection> {
  const { client, registry, type, signal } = collecting;
  for (;;) {
    try {
      const run = await client.registries.garbageCollections.start(registry, { type }, { signal });
      return await follow(collecting, run);
    } catch (error) {
      if (!(error instanceof DigitalOceanError) || error.code !== "garbage_collection_running") throw error;
    }
    // It may have looked at the manifests before they were deleted.
    const active = await newest(collecting);
    if (active) await untilEnded(collecting, active);
  }
}

/** Follows a garbage collection to its end. Rejects when it fails. */
export async function follow(collecting: Collecting, run: GarbageCollection): Promise<GarbageCollection> {
  const ended = await untilEnded(collecting, run);
  if (SUCCEEDED.includes(ended.status)) return ended;
  const message = `the garbage collection ${ended.uuid} ended as ${JSON.stringify(ended.status)}`;
  throw new DigitalOceanError({ code: "collection_failed", message, retryable: true });
}

/** The newest garbage collection of the registry. */
export async function newest({ client, registry, signal }: Collecting): Promise<GarbageCollection | undefined> {
  const { data } = await client.registries.garbageCollections.list(registry, { per_page: 1 }, { signal });
  return data[0];
}

async function untilEnded(collecting: Collecting, run: GarbageCollection): Promise<GarbageCollection> {
  const { client, registry, signal, onState } = collecting;
  const hasEnded = ({ status }: GarbageCollection) => SUCCEEDED.includes(status) || FAILED.includes(status);
  let last = run;
  for (onState(last); !hasEnded(last); onState(last)) {
    await sleep(client, registry, signal);
    const { data } = await client.registries.garbageCollections.list(registry, { per_page: 20 }, { signal });
    last = data.find(({ uuid }) => uuid === run.uuid) ?? last;
  }
  return last;
}

/** Waits by the clock of the client, which only its calls know: by one that nothing answers. */
async function sleep(client: DigitalOcean, registry: string, signal: SignalLike | undefined): Promise<void> {
  const nothing = () => undefined;
  const silent = client.withOptions({
    fetch: () => new Promise(() => undefined),
    throttle: false,
    timeout: INTERVAL,
    maxRetries: 0,
    logLevel: "off",
    onRequest: nothing,
    onResponse: nothing,
    onRetry: nothing,
  });
  try {
    await silent.registries.get(registry, { signal });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
}
