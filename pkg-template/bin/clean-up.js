// `npx digitalocean-wasm clean-up`.
import { applyCleanUp, planCleanUp } from "../clean-up.js";
import { DigitalOcean, isDigitalOceanError } from "../index.js";
import { parse, UsageError } from "./arguments.js";
import { progressBar } from "./progress.js";

/** The exit code of a command line that makes no sense. 2 says that there is something to do. */
export const USAGE_CODE = 1;

export const HELP = `Cleans up a container registry without breaking an image. Shows the plan, unless it is told to apply it.

Usage: npx digitalocean-wasm clean-up REGISTRY [options]

An image is kept if any of these says so; the rest goes:
  --keep-newest N       so many of the newest tagged images of each repository
  --keep-younger AGE    images pushed more recently than that, such as 7d or 12h
  --keep-tag GLOB       images with such a tag, such as latest or 'v*'; may be given several times
The parts of what is kept, its signatures, and what is younger than an hour are kept, too.

  --repository GLOB     cleans up such repositories only; may be given several times
  --allow-empty         lets repositories lose their last image
  --apply               carries the plan out, and runs one garbage collection; the registry is read-only meanwhile
  --no-collect          leaves the garbage collection out: no storage is freed yet
  --json                prints the plan as JSON; with --apply, an object of plan and result
  --help                shows this

The token is read from DIGITALOCEAN_TOKEN, the address of the API, if it is another, from DIGITALOCEAN_API_URL.
Exits with 0 when there is nothing to do or the plan was applied, 2 when something is to be done, 1 when it failed.`;

const TEXT = { type: "string" };
const LIST = { type: "string", multiple: true };
const FLAG = { type: "boolean", default: false };

/** Runs the program; resolves to its exit code. */
export async function main() {
  const { values, positionals } = parse(
    {
      "keep-newest": TEXT,
      "keep-younger": TEXT,
      "keep-tag": LIST,
      repository: LIST,
      "allow-empty": FLAG,
      apply: FLAG,
      "no-collect": FLAG,
      json: FLAG,
      help: FLAG,
    },
    process.argv.slice(3),
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [registry, ...others] = positionals;
  if (registry === undefined) throw new UsageError("say which registry to clean up");
  if (others.length > 0) throw new UsageError(`one registry at a time: ${registry}, not ${others.join(", ")}`);
  const { json, apply } = values;
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => controller.abort(new Error(`stopped by ${signal}`)));
  // A reader of the output that goes away, such as head, does not stop a clean-up.
  process.stdout.on("error", () => undefined);
  const bar = progressBar(process.stderr);
  const options = { signal: controller.signal, onProgress: bar.show };
  const client = createClient();
  try {
    const plan = await planCleanUp(client, registry, rulesOf(values), options);
    bar.clear();
    const isDone = plan.delete.length + plan.untag.length === 0;
    if (!json) console.log(String(plan));
    if (!apply || isDone) {
      if (json) print(apply ? { plan, result: null } : plan);
      return isDone ? 0 : 2;
    }
    const garbageCollection = values["no-collect"] ? "none" : undefined;
    const result = await applyCleanUp(client, plan, { ...options, garbageCollection });
    bar.clear();
    if (json) print({ plan, result });
    else console.log(summary(result));
    return 0;
  } finally {
    bar.clear();
  }
}

const print = (value) => console.log(JSON.stringify(value, null, 2));

function createClient() {
  const { DIGITALOCEAN_API_URL: baseUrl } = process.env;
  return new DigitalOcean(baseUrl ? { baseUrl } : {});
}

/** The rules of the command line. */
function rulesOf(values) {
  const { "keep-newest": newest, "keep-younger": youngerThan, "keep-tag": tags, repository } = values;
  if (newest !== undefined && !/^[1-9]\d{0,8}$/.test(newest)) {
    throw new UsageError("--keep-newest: must be a whole number from 1");
  }
  if (youngerThan !== undefined && !/^\s*(\d+(\.\d+)?\s*(ms|s|m|h|d)\s*)+$/.test(youngerThan)) {
    throw new UsageError("--keep-younger: must be a time such as 7d or 12h");
  }
  if (newest === undefined && youngerThan === undefined && tags === undefined) {
    throw new UsageError("say what to keep: --keep-newest, --keep-younger or --keep-tag");
  }
  return {
    keep: { newest: newest === undefined ? undefined : Number(newest), youngerThan, tags },
    repositories: repository,
    allowEmpty: values["allow-empty"],
  };
}

function summary({ done, collection, freedBytes }) {
  const count = (kind) => done.filter((step) => step.kind === kind).length;
  const freed = collection ? `${freedBytes} bytes freed` : "no garbage collection: nothing is freed yet";
  return `${count("delete")} manifests deleted, ${count("untag")} tags removed; ${freed}`;
}

/** The error as it is printed: its message, what to do, and what moved. */
export function explain(error) {
  if (!isDigitalOceanError(error)) return error.message;
  const moved = (error.moved ?? []).map(({ repository, name, what }) => `  ${repository}: ${name}: ${what}`);
  return [error.message, ...moved, ...(error.hint ? [error.hint] : [])].join("\n");
}
