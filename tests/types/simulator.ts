// A program with the simulator.
import type { DatabaseCluster, FetchLike } from "digitalocean-wasm";
import { DigitalOcean } from "digitalocean-wasm";
import {
  createSimulator,
  type Fault,
  type RecordedRequest,
  type Simulator,
  type SimulatorState,
} from "digitalocean-wasm/simulator";

const simulator: Simulator = await createSimulator({
  seed: "small-team",
  now: 0,
  speed: 60,
  notFoundAfterCreate: "2m",
});
const client: DigitalOcean = simulator.client({ maxRetries: 0 });
const fetch: FetchLike = simulator.fetch;
export const other = new DigitalOcean({ token: simulator.token(["database:read"]), fetch, clock: simulator.clock });

export const cluster: DatabaseCluster = await simulator.clock.run(client.databases.get("my-cluster-id"));
await simulator.clock.advance("1h 30m");
await simulator.clock.run();
simulator.clock.speed = 0;

const fault: Fault = { operation: "databases.create", nth: 2, times: 3, drop: "after", delay: 1_000 };
const remove: () => void = simulator.fault(fault);
remove();

export const last: RecordedRequest | undefined = simulator.requests.last;
simulator.requests.expect({ path: /databases$/, body: { engine: "pg" } }, 1);
const state: SimulatorState = simulator.state();
simulator.load(state);
simulator.reset();
const server = await simulator.listen({ port: 0 });
export const { url, port }: { url: string; port: number } = server;
await server.close();

export const refused = [
  // @ts-expect-error: there is no such seed.
  createSimulator({ seed: "huge" }),
  // @ts-expect-error: nor such a fault.
  simulator.fault({ drop: "never" }),
];
