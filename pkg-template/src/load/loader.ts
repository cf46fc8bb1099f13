import { instantiate } from "#source";
import { isRequestScoped } from "../call/request-scope.js";

/** The glue of the WebAssembly of an entry of its own. */
export interface LoadableGlue {
  imports(): WebAssembly.Imports;
  finish(instance: WebAssembly.Instance): void;
}

/**
 * Returns a function that loads the WebAssembly once; after a failure, its next call tries again. Where a request that
 * ends takes its promises along, each call loads its own.
 */
export function createLoader<Glue extends LoadableGlue>(createGlue: () => Glue): () => Promise<Glue> {
  let loading: Promise<Glue> | undefined;
  const load = async (): Promise<Glue> => {
    const glue = createGlue();
    const result: object = await instantiate(glue.imports(), undefined);
    const { instance = result } = result as WebAssembly.WebAssemblyInstantiatedSource;
    glue.finish(instance as WebAssembly.Instance);
    return glue;
  };
  return () => {
    if (isRequestScoped()) return load();
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
