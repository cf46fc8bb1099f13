// Playwright's pages with the simulator behind them, as docs/testing.md shows it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { blocksOf } from "../../scripts/docs/code-blocks.mjs";
import { root } from "../../scripts/run.mjs";
import { startSite } from "../consumers/support/site.mjs";
import { launch } from "./chromium.mjs";

const library = createRequire(new URL("../package/", import.meta.url)).resolve("digitalocean-wasm/simulator");
const { createSimulator } = await import(library.replace(/\.cjs$/, ".js"));
const { code } = blocksOf(readFileSync(join(root, "docs", "testing.md"), "utf8")).find(({ code }) =>
  code.includes("page.route"),
);
const AsyncFunction = (async () => {}).constructor;

let browser;
let site;

before(async () => {
  const page = `<!doctype html><script type="module">
    import { DigitalOcean } from "/index.js";
    const client = new DigitalOcean({ token: async () => "dop_v1_simulator" });
    const { id } = await client.databases.create(
      { name: "backend-2", engine: "pg", num_nodes: 1, region: "fra1", size: "db-s-1vcpu-1gb" });
    document.title = (await client.databases.get(id)).name;
  </script>`;
  site = await startSite(dirname(library), { "/": page });
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
});

test("a page's requests are answered by the simulator of the test", async () => {
  const simulator = await createSimulator();
  const page = await browser.newPage();
  await new AsyncFunction("page", "simulator", code)(page, simulator);
  await page.goto(`${site.url}/`);
  await page.waitForFunction(() => document.title === "backend-2");
  simulator.requests.expect({ operation: "databases.create", body: { engine: "pg" } }, 1);
});
