import { instantiate } from "#source";
import { isRequestScoped } from "../call/request-scope.js";

/** The glue of the WebAssembly of an entry of its own. */
export interface LoadableGlue {
  imports(): WebAssembly.Imports;
  finish(instance: WebAssembly.Instance): void;
}

/** Loads a WebAssembly, and forgets it. */
export interface Loader<Glue> {
  /** Loads it once; after a failure, the next call tries again. */
  load(): Promise<Glue>;
  /** Lets the next call load it again: after a trap, an instance is of no use. */
  forget(): void;
}

/** Returns a loader. Where a request that ends takes its promises along, each of its calls loads an instance. */
export function createLoader<Glue extends LoadableGlue>(createGlue: () => Glue): Loader<Glue> {
  let loading: Promise<Glue> | undefined;
  const load = async (): Promise<Glue> => {
    const glue = createGlue();
    const result: object = await instantiate(glue.imports(), undefined);
    const { instance = result } = result as WebAssembly.WebAssemblyInstantiatedSource;
    glue.finish(instance as WebAssembly.Instance);
    return glue;
  };
  const forget = () => {
    loading = undefined;
  };
  return {
    load: () => {
      if (isRequestScoped()) return load();
      loading ??= load().catch((error) => {
        forget();
        throw error;
      });
      return loading;
    },
    forget,
  };
}
