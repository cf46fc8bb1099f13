// A process that is killed again and again while it creates a cluster and waits for it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "digitalocean-wasm/simulator";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const KILLS = 20;

/** Goes on with the wait that is stored, or begins one; stores it whenever it has looked. */
const PROGRAM = `
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { DigitalOcean } from "digitalocean-wasm";

const { FILE, URL, TOKEN, AHEAD } = process.env;
// The time of the server, which the test sets.
const clock = { now: () => Date.now() + Number(AHEAD), setTimeout, clearTimeout };
const client = new DigitalOcean({ token: TOKEN, baseUrl: URL, clock });
const body = { name: "store-2", engine: "mongodb", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" };
const store = (wait) => {
  writeFileSync(FILE + ".new", JSON.stringify(wait.state()));
  renameSync(FILE + ".new", FILE);
};
const options = { pollInterval: 50, timeout: 0, onProgress: () => setTimeout(() => store(wait), 0) };
const { onProgress } = options;
const wait = existsSync(FILE)
  ? client.resumeWait(JSON.parse(readFileSync(FILE, "utf8")), { onProgress })
  : client.databases.createAndWait(body, options);
store(wait);
console.log("begun");
console.log(JSON.stringify({ id: (await wait).id, status: (await wait).status }));
process.exit(0);
`;

test("a process that is killed 20 times creates one cluster, and ends with it", async (t) => {
  const simulator = await createSimulator({ seed: "empty", rateLimit: false });
  const server = await simulator.listen();
  t.after(() => server.close());
  const folder = mkdtempSync(join(tmpdir(), "waits-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const FILE = join(folder, "wait.json");
  const env = { ...process.env, FILE, URL: server.url, TOKEN: simulator.token() };
  const start = () => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", PROGRAM], {
      cwd: HERE,
      env: { ...env, AHEAD: simulator.clock.now() - Date.now() },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    return { child, output: () => output };
  };
  const creates = () => simulator.requests.matching({ operation: "databases.create" }).length;

  for (let kill = 0; kill < KILLS; kill++) {
    const { child, output } = start();
    while (!output().includes("begun")) await new Promise((resolve) => setTimeout(resolve, 5));
    // The first time, once the create's request has come; later at any time, also before a look.
    while (creates() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, (kill * 13) % 90));
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    assert.equal((await ended)[1], "SIGKILL");
    await simulator.clock.advance("5s");
    const stored = readFileSync(FILE, "utf8");
    assert.ok(stored.length < 500, stored);
    const [{ password }] = simulator.state().accounts.empty.clusters;
    assert.ok(password.length > 8 && !stored.includes(password));
  }
  await simulator.clock.advance("10m");
  const { child, output } = start();
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
  const { id, status } = JSON.parse(output().split("\n")[1]);
  assert.equal(status, "online");
  const { data } = await simulator.client().databases.list();
  assert.deepEqual(
    data.map((cluster) => cluster.id),
    [id],
  );
  assert.equal(creates(), 1);
});
