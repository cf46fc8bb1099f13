// Simulators of a registry that a test made.
export const REGISTRY = "example";

/** A simulator whose account has one registry, with this content. */
export async function simulate(createSimulator, { repositories, blobs }, options = {}) {
  const simulator = await createSimulator({ rateLimit: false, ...options });
  loadRegistry(simulator, { repositories, blobs });
  return simulator;
}

/** Replaces the content of the registry. */
export function loadRegistry(simulator, content) {
  const state = simulator.state();
  Object.assign(registryIn(state), structuredClone(content));
  simulator.load(state);
}

const registryIn = ({ accounts }) => accounts.main.registries.find(({ name }) => name === REGISTRY);

/** The registry as the simulator has it now. */
export const registryOf = (simulator) => registryIn(simulator.state());

/** The writes that came. */
export const writes = (simulator) => simulator.requests.all.filter(({ method }) => method !== "GET");
