// Sets up, builds the package, starts the simulator, takes the tour and serves the dashboard. With --once it ends
// after the tour.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "./build/build.mjs";
import { install } from "./build/pack.mjs";
import { root, run, say } from "./run.mjs";
import { setup } from "./setup.mjs";

// Five minutes of a cluster's creation pass in two and a half seconds.
const SPEED = 120;
const TOKEN = "dop_v1_simulator";

await setup();
await build();
say("building the simulator");
await run("cargo", ["build", "-p", "digitalocean-simulator"]);
say("installing the package where it is used");
await install("examples/node", "www");

say("starting the simulator");
const program = join(root, "target", "debug", "digitalocean-simulator");
const simulator = spawn(program, ["--speed", String(SPEED), "--exit-with-stdin"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [line] = await once(createInterface({ input: simulator.stdout }), "line");
const url = line.replace("listening on ", "");
console.log(`the API, simulated, ${SPEED} times as fast: ${url}`);

say("the tour");
const { tour } = await import("../examples/node/tour.mjs");
await tour({ token: TOKEN, baseUrl: url, poll: 1000 });

if (process.argv.includes("--once")) {
  simulator.stdin.end();
  await once(simulator, "exit");
} else {
  say("the dashboard");
  process.env.VITE_API_URL = url;
  const { createServer } = await import("vite");
  const server = await createServer({ root: join(root, "www"), logLevel: "warn" });
  await server.listen();
  console.log(`  ${server.resolvedUrls.local[0]}\n  token: ${TOKEN}\n  Ctrl+C ends it`);
}
