// Sets up, builds the package, starts the simulator, takes the tour and serves the dashboard. With --once it ends
// after the tour. With --static it builds the dashboard as a site with the simulator inside, which needs no server.

import { TOKEN } from "../tests/support/simulator.mjs";
import { build } from "./build/build.mjs";
import { install } from "./build/pack.mjs";
import { run, say } from "./run.mjs";
import { buildDashboard, endWithParent, serveDashboard, startSimulator } from "./serve.mjs";
import { setup } from "./setup.mjs";

endWithParent();
await setup();
await build();
if (process.argv.includes("--static")) {
  say("building the dashboard");
  await install("www");
  const folder = await buildDashboard();
  console.log(`  ${folder}\n  any web server can serve it: npx vite preview --outDir "${folder}"`);
  process.exit(0);
}
say("building the simulator");
await run("cargo", ["build", "-p", "digitalocean-simulator"]);
say("installing the package where it is used");
await install("examples/node", "examples/extension", "www");

say("starting the simulator");
const simulator = await startSimulator();

say("the tour");
const { tour } = await import("../examples/node/tour.mjs");
await tour({ token: TOKEN, baseUrl: simulator.url, pollInterval: 1000 });

if (process.argv.includes("--once")) {
  await simulator.stop();
} else {
  say("the dashboard");
  await serveDashboard(simulator.url);
}
