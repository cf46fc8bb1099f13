// The garbage collection after a clean-up, from its start to its end.
import { type DigitalOcean, type GarbageCollection, type SignalLike, WaitFailedError } from "../index.js";

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

/** Runs a garbage collection of its own, after the one that runs if there is one. */
export async function collect({ client, registry, type, signal, onState }: Collecting): Promise<GarbageCollection> {
  for (;;) {
    try {
      const run = client.registries.garbageCollections.run(registry, { type, signal, onProgress: onState });
      const { joined, ...collection } = await run;
      // One that ran may have looked at the manifests before they were deleted.
      if (!joined) return collection;
    } catch (error) {
      const isOther = error instanceof WaitFailedError && (error.lastState as { joined?: boolean })?.joined;
      if (!isOther) throw error;
    }
  }
}

/** Follows a garbage collection to its end. Rejects when it fails. */
export async function follow(collecting: Collecting, collection: GarbageCollection): Promise<GarbageCollection> {
  const { client, registry, signal, onState } = collecting;
  return client.registries.garbageCollections.waitUntilDone(registry, collection, { signal, onProgress: onState });
}

/** The newest garbage collection of the registry. */
export async function newest({ client, registry, signal }: Collecting): Promise<GarbageCollection | undefined> {
  const { data } = await client.registries.garbageCollections.list(registry, { per_page: 1 }, { signal });
  return data[0];
}
