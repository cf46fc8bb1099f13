import { createGlue } from "../generated/simulator/glue.js";
import { createLoader, type LoadableGlue } from "../load/loader.js";

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
export interface SimulatorGlue extends LoadableGlue {
  Core: new (options: string, now: number) => SimulatorCore;
}

const { load } = createLoader<SimulatorGlue>(createGlue);

/** Loads the WebAssembly. */
export const loadCore = async (): Promise<SimulatorGlue["Core"]> => (await load()).Core;
