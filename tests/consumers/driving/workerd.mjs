// The scenarios in workerd: in a worker, or with clients that all requests of a worker share.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";
import { workers } from "./worker/scenarios.mjs";
import { startApi } from "./worker/server.mjs";

const [kind, start] = process.argv.slice(2);
const { API_URL: api, MEANS } = process.env;

const here = fileURLToPath(new URL(".", import.meta.url));
const driving = join(here, "..", "..", "driving");
const library = join(here, "..", "node_modules", "digitalocean-wasm");
/** As many as there are scenarios, and some to spare. */
const COPIES = 400;
const FAILURES = 5;

const source = (path, file) => ({ type: "ESModule", path, contents: readFileSync(file, "utf8") });
const wasm = (path) => ({ type: "CompiledWasm", path, contents: readFileSync(join(library, "digitalocean.wasm")) });

/** The modules of the worker, the entry first. */
function modules(copies) {
  const scenarios = readdirSync(driving, { recursive: true }).filter((file) => file.endsWith(".mjs"));
  const used = scenarios.filter((file) => !["node.mjs", "server.mjs"].includes(file));
  const copy = source("", join(library, "workerd.js"));
  return [
    source("index.mjs", join(here, "worker", "index.mjs")),
    ...used.map((file) => source(join("driving", file), join(driving, file))),
    { ...copy, path: "library.mjs" },
    wasm("digitalocean.wasm"),
    ...Array.from({ length: copies }, (_, index) => ({ ...copy, path: `copies/${index + 1}.mjs` })),
    ...(copies > 0 ? [wasm("copies/digitalocean.wasm")] : []),
  ];
}

/** Starts the worker; `output` gives what the runtime has printed. */
function startWorker(copies = 0) {
  let output = "";
  const keep = (chunk) => {
    output += chunk;
  };
  const worker = new Miniflare({
    modules: modules(copies),
    modulesRoot: ".",
    compatibilityDate: "2026-07-01",
    compatibilityFlags: ["nodejs_als"],
    cf: false,
    handleRuntimeStdio: (...streams) => {
      for (const stream of streams) {
        stream.on("data", keep);
      }
    },
  });
  return { worker, output: () => output };
}

const HUNG = /hung|never generate a response/i;

async function runShared(suffix) {
  const did = [];
  const failures = [];
  for (const { name, run } of workers.filter(({ name }) => name.endsWith(suffix))) {
    const behind = await startApi();
    const { worker, output } = startWorker();
    let failure;
    try {
      await run({ url: await worker.ready, api: behind });
    } catch (error) {
      failure = error.message;
    }
    behind.stop();
    await worker.dispose().catch(() => {});
    const [hung] = output()
      .split("\n")
      .filter((line) => HUNG.test(line));
    if (failure ?? hung) {
      failures.push(`${name}: ${[failure, hung].filter(Boolean).join("; ")}`);
    } else {
      did.push(name);
    }
    if (failures.length === FAILURES) break;
  }
  return failures.length > 0 ? { did, error: failures.join("\n") } : { did };
}

async function runScenarios() {
  const { worker } = startWorker(COPIES);
  try {
    const response = await worker.dispatchFetch(`http://localhost/?${new URLSearchParams({ api, means: MEANS })}`);
    return JSON.parse(await response.text());
  } finally {
    await worker.dispose().catch(() => {});
  }
}

const report = await (kind === "shared" ? runShared(start) : runScenarios()).catch(({ message }) => ({
  error: message,
}));
console.log(JSON.stringify(report));
process.exit();
