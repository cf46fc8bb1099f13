import { instantiate } from "#source";
import { isRequestScoped } from "../call/request-scope.js";
import { createGlue } from "../generated/simulator/glue.js";

/** An answer of the core: the status, the headers as JSON, the body. */
export type CoreResponse = [status: number, headers: string, body: string];

/** The simulator in WebAssembly, as `simulator/src/js.rs` documents it. */
export interface SimulatorCore {
  handle(method: string, target: string, headers: string, body: Uint8Array, now: number): CoreResponse;
  fault(target: string, status: number, id: string | undefined, message: string | undefined, now: number): CoreResponse;
  state(): string;
  load(state: string): void;
  token(scopes: string): string;
  push(registry: string, repository: string, tags: string, platforms: number, now: number): string;
  free(): void;
}

/** The glue of the simulator's WebAssembly. */
export interface SimulatorGlue {
  imports(): WebAssembly.Imports;
  finish(instance: WebAssembly.Instance): void;
  Core: new (options: string, now: number) => SimulatorCore;
}

let loading: Promise<SimulatorGlue["Core"]> | undefined;

/**
 * Loads the WebAssembly once; after a failure, the next call tries again. Where a request that ends takes its promises
 * along, each call loads its own.
 */
export function loadCore(): Promise<SimulatorGlue["Core"]> {
  if (isRequestScoped()) return load();
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<SimulatorGlue["Core"]> {
  const glue = createGlue();
  const result: object = await instantiate(glue.imports(), undefined);
  const { instance = result } = result as WebAssembly.WebAssemblyInstantiatedSource;
  glue.finish(instance as WebAssembly.Instance);
  return glue.Core;
}
