// The memory that planning takes, of a process of its own.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { createSimulator } from "digitalocean-wasm/simulator";
import { runModule } from "../support/child.mjs";
import { simulate } from "../support/clean-up.mjs";

const START = Date.parse("2026-01-01T00:00:00Z");
const MANIFESTS = 20_000;
/** A process that has planned a small registry took some 90 MB, and 150 MB are promised. */
const MOST_MORE = 60_000_000;
/** Little garbage at a time: how much the engine lets lie, up to 20 MB, is decided by how busy the machine is. */
const NODE_OPTIONS = "--max-semi-space-size=4";

const digest = (...parts) => `sha256:${createHash("sha256").update(parts.join()).digest("hex")}`;

/** So many images with two blobs of their own, and three that others have, too. */
const images = (count) =>
  Array.from({ length: count }, (_, at) => ({
    digest: digest("image", at),
    size_bytes: 1,
    updated_at: new Date(START - at * 600_000).toISOString().replace(".000Z", "Z"),
    tags: [`v1.${at}.0`],
    blobs: [0, 1, 2, 3, 4].map((blob) => digest("blob", blob, blob < 2 ? at : at >> 6)),
  }));

/** Plans at each of two addresses; prints the number of manifests to delete, and the most memory until then. */
const PROGRAM = `
  import { DigitalOcean } from "digitalocean-wasm";
  import { planCleanUp } from "digitalocean-wasm/clean-up";
  for (const baseUrl of process.env.URLS.split(" ")) {
    const client = new DigitalOcean({ token: "dop_v1_simulator", baseUrl });
    const plan = await planCleanUp(client, "example", { keep: { newest: 10 } });
    console.log(plan.delete.length, process.resourceUsage().maxRSS * 1024);
  }`;

const skip = process.platform !== "linux" && "the unit of maxRSS is another one";

test(`${MANIFESTS} manifests in a repository are planned in 150 MB`, { skip }, async (t) => {
  const urls = [];
  for (const count of [100, MANIFESTS]) {
    const manifests = images(count);
    const blobs = Object.fromEntries(manifests.flatMap((image) => image.blobs).map((blob) => [blob, 1_000_000]));
    const simulator = await simulate(createSimulator, { repositories: [{ name: "web", manifests }], blobs });
    const server = await simulator.listen({ port: 0 });
    t.after(() => server.close());
    urls.push(server.url);
  }
  const { code, stdout, stderr } = await runModule(PROGRAM, import.meta.dirname, {
    URLS: urls.join(" "),
    NODE_OPTIONS,
  });
  assert.equal(code, 0, stderr);
  const [small, large] = stdout.trim().split("\n");
  const [[fewest, before], [most, after]] = [small, large].map((line) => line.split(" ").map(Number));
  assert.deepEqual([fewest, most], [90, MANIFESTS - 10]);
  assert.ok(after - before < MOST_MORE, `${before} bytes before, ${after} after`);
  t.diagnostic(`${(before / 1e6).toFixed(0)} MB before, ${(after / 1e6).toFixed(0)} MB after`);
});
