// Plans of a clean-up: rules, reasons, findings, and the requests that reading takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequestError, isDigitalOceanError } from "digitalocean-wasm";
import { planCleanUp } from "digitalocean-wasm/clean-up";
import { createSimulator } from "digitalocean-wasm/simulator";
import { REGISTRY, simulate, writes } from "../support/clean-up.mjs";

const START = Date.parse("2026-01-01T00:00:00Z");
const DAY = 86_400_000;
const digest = (number) => `sha256:${String(number).padStart(64, "0")}`;
const tagOf = (number, ending) => `${digest(number).replace(":", "-")}${ending}`;

/** A manifest so many days old. */
const manifest = (number, days, tags, blobs) => ({
  digest: digest(number),
  size_bytes: 1,
  updated_at: new Date(START - days * DAY).toISOString().replace(".000Z", "Z"),
  tags,
  blobs: blobs.map(digest),
});

/** A simulator with one repository, whose blobs have a size of their number; and the plan of some rules. */
async function planned(manifests, rules, { blobs, others = [] } = {}) {
  const numbers = [...manifests, ...others.flatMap((one) => one.manifests)].flatMap((one) => one.blobs);
  const sizes = Object.fromEntries(numbers.map((name) => [name, Number(name.slice(7))]));
  const repositories = [{ name: "web", manifests }, ...others];
  const simulator = await simulate(createSimulator, { repositories, blobs: blobs ?? sizes });
  return simulator.clock.run(planCleanUp(simulator.client(), REGISTRY, rules));
}

/** The reasons by the number of the manifest. */
const why = (entries) =>
  Object.fromEntries(entries.map((entry) => [Number(entry.digest.slice(7)), entry.why]).sort(([a], [b]) => a - b));

test("rules see images: parts are kept with them, and go with them", async () => {
  const plan = await planned(
    [
      manifest(1, 1, ["latest", "v2"], [2, 3]),
      manifest(2, 1, [], [102, 900]),
      manifest(3, 1, [], [103]),
      manifest(4, 2, ["v1"], [5, 3]),
      manifest(5, 2, [], [105, 900]),
      manifest(6, 3, ["pr-6"], [106]),
      manifest(7, 3, [], [107]),
      manifest(8, 1, [tagOf(2, ".sig")], [108]),
      manifest(9, 2, [tagOf(5, ".att")], [109]),
    ],
    { keep: { newest: 1, tags: ["pr-*"] } },
  );
  assert.deepEqual(why(plan.keep), {
    1: "newest 1 of 1",
    2: `child of ${digest(1)}`,
    3: `child of ${digest(1)}`,
    6: "tag pr-6 fits pr-*",
    8: `refers to ${digest(2)}`,
  });
  assert.deepEqual(why(plan.delete), {
    4: "not among the newest 1, no tag to keep",
    5: `child of ${digest(4)}, which is deleted`,
    7: "untagged",
    9: `refers to ${digest(5)}, which is deleted`,
  });
  // The index goes before its children.
  const order = plan.delete.map((entry) => Number(entry.digest.slice(7)));
  assert.ok(order.indexOf(4) < order.indexOf(5) && order.indexOf(5) < order.indexOf(9), String(order));
  const freed = 105 + 107 + 109 + 5;
  assert.deepEqual(plan.frees, { atLeast: freed, atMost: freed });
  assert.deepEqual([plan.untag, plan.findings, plan.warnings], [[], [], []]);
});

test("an untagged image is kept for its age only, and whatever is younger than an hour is kept", async () => {
  const plan = await planned(
    [
      manifest(1, 3, [], [101]),
      manifest(2, 8, [], [102]),
      manifest(3, 8, ["old"], [103]),
      manifest(4, 1 / 48, [], [104]),
      manifest(5, 9, ["keep"], [105]),
    ],
    { keep: { youngerThan: "7d", tags: [/^keep$/g] } },
  );
  assert.deepEqual(why(plan.keep), { 1: "younger than 7d", 4: "younger than 7d", 5: "tag keep fits /^keep$/g" });
  assert.deepEqual(why(plan.delete), { 2: "untagged, older than 7d", 3: "older than 7d, no tag to keep" });
  const recent = await planned([manifest(1, 1 / 48, [], [101]), manifest(2, 2, ["v1"], [102])], {
    keep: { newest: 1 },
  });
  assert.deepEqual(why(recent.keep), { 1: "younger than an hour", 2: "newest 1 of 1" });
});

test("images of the same time share a place, and those of no push are kept", async () => {
  const plan = await planned(
    [
      manifest(1, 2, ["a"], [101]),
      manifest(2, 2, ["b"], [102]),
      manifest(3, 3, ["c"], [103]),
      manifest(4, START / DAY, ["d"], [104]),
      manifest(5, 9, ["e"], []),
    ],
    { keep: { newest: 1 } },
  );
  assert.deepEqual(why(plan.keep), {
    1: "newest 1 of 1",
    2: "newest 1 of 1",
    4: "the time of its push cannot be told",
    5: "its kind cannot be told",
  });
  assert.deepEqual(why(plan.delete), { 3: "not among the newest 1" });
});

test("a repository keeps its last image, unless it may be empty", async () => {
  const images = [manifest(1, 8, ["a"], [101]), manifest(2, 9, ["b"], [102])];
  const keep = { youngerThan: "7d" };
  assert.deepEqual(why((await planned(images, { keep })).keep), { 1: "the last image of its repository" });
  assert.deepEqual((await planned(images, { keep, allowEmpty: true })).keep, []);
});

test("tags are removed of a manifest that only something untagged needs", async () => {
  const images = [
    manifest(1, 2, [], [2]),
    manifest(2, 8, ["nightly-amd64"], [102]),
    manifest(3, 8, ["v1"], [4]),
    manifest(4, 8, ["v1-amd64"], [104]),
  ];
  const plan = await planned(images, { keep: { youngerThan: "7d", tags: ["v1"] } });
  assert.deepEqual(plan.delete, []);
  assert.deepEqual(
    plan.untag.map(({ tag }) => tag),
    ["nightly-amd64"],
  );
  assert.match(plan.toString(), /nightly-amd64 +untag/);
});

test("broken images are found, told, and take no place among the newest", async () => {
  const plan = await planned(
    [
      manifest(1, 1, ["ghost"], [11, 12]),
      manifest(2, 2, ["partial"], [3, 13]),
      manifest(3, 2, [], [103]),
      manifest(4, 3, ["whole"], [104]),
      manifest(5, 4, ["other"], [105]),
      manifest(6, 4, [tagOf(77, ".sig")], [106]),
    ],
    { keep: { newest: 1 } },
    { blobs: Object.fromEntries([103, 104, 105, 106].map((number) => [digest(number), number])) },
  );
  assert.deepEqual(
    plan.findings.map(({ kind, digest }) => [kind, Number(digest.slice(7))]),
    [
      ["ghost", 1],
      ["partial", 2],
      ["orphaned", 6],
    ],
  );
  assert.deepEqual(Object.keys(why(plan.keep)), ["1", "2", "3", "4"]);
  assert.match(why(plan.delete)[6], /^refers to 0{12}…, which is gone$/);
});

test("blobs count when no kept manifest of the registry has them, and what others left does, at most", async () => {
  const others = [{ name: "api", manifests: [manifest(20, 1, ["v1"], [900, 120])] }];
  const images = [manifest(1, 1, ["a"], [101, 800]), manifest(2, 8, ["b"], [102, 800, 900])];
  const numbers = [101, 800, 102, 900, 120, 5000];
  const blobs = Object.fromEntries(numbers.map((number) => [digest(number), number]));
  const rules = { keep: { newest: 1 }, repositories: ["web"] };
  const plan = await planned(images, rules, { blobs, others });
  assert.deepEqual(plan.frees, { atLeast: 102, atMost: 5102 });
  assert.deepEqual([...new Set(plan.keep.map(({ repository }) => repository))], ["web"]);
});

test("rules of a repository take the place of the others, by its name before globs", async () => {
  const others = ["api", "api/v1"].map((name, at) => ({
    name,
    manifests: [1, 2, 3].map((age) =>
      manifest(10 * (at + 1) + age, age, [`${name}-${age}`.replace("/", "-")], [500 + age]),
    ),
  }));
  const rules = { keep: { newest: 1 }, perRepository: { "a*": { newest: 2 }, api: { newest: 3 } } };
  const plan = await planned([manifest(1, 1, ["a"], [101]), manifest(2, 2, ["b"], [102])], rules, { others });
  assert.deepEqual(Object.keys(why(plan.delete)).map(Number), [2, 23]);
});

test("rules that stand for nothing are told", async () => {
  const rules = {
    keep: { newest: 1, youngerThan: "1h", tags: ["v*", "nothing-*", /^none$/] },
    repositories: ["web", "wbe"],
    perRepository: { wab: { newest: 1 } },
  };
  const plan = await planned([manifest(1, 1, ["v1"], [101])], rules);
  assert.deepEqual(plan.warnings, [
    "repositories: no repository fits wbe",
    "perRepository: no repository fits wab",
    "keep.youngerThan: no image is younger than 1h",
    "keep.tags: no tag fits nothing-*",
    "keep.tags: no tag fits /^none$/",
  ]);
});

test("a plan is plain JSON with its rules, and a table as text", async () => {
  const rules = { keep: { newest: 1, tags: [/^x/i, "y?"] } };
  const plan = await planned([manifest(1, 1, ["a"], [101]), manifest(2, 2, ["b\u001b[2J"], [1234])], rules);
  assert.deepEqual(JSON.parse(JSON.stringify(plan)), { ...plan });
  assert.deepEqual(structuredClone(plan), { ...plan });
  assert.deepEqual(plan.rules, {
    keep: { newest: 1, tags: ["/^x/i", "y?"] },
    repositories: [],
    perRepository: {},
    allowEmpty: false,
  });
  assert.equal(plan.takenAt, "2026-01-01T00:00:00.000Z");
  const lines = String(plan).split("\n");
  assert.match(lines[0], /^REPOSITORY +TAGS OR DIGEST +PLAN +BYTES +WHY$/);
  assert.match(lines[1], /^web +a +keep +101 B {2}newest 1 of 1$/);
  assert.match(lines[2], /^web +b\ufffd\[2J +delete +1\.2 kB {2}not among the newest 1, no tag to keep$/);
  assert.equal(lines.at(-1), "1 manifests to keep, 1 to delete; frees 1.2 kB");
});

const WRONG = [
  [undefined, "rules: must be an object"],
  [{}, "keep: must be an object"],
  [{ keep: {} }, "keep: no rule, so that everything would go; set newest, youngerThan or tags"],
  [{ keep: { tags: [] } }, "keep: no rule, so that everything would go; set newest, youngerThan or tags"],
  [{ keep: { newest: 0 } }, "keep.newest: must be a whole number from 1"],
  [{ keep: { newest: "10" } }, "keep.newest: must be a whole number from 1"],
  [{ keep: { newst: 1 } }, "keep: there is no rule newst; there are newest, youngerThan, tags"],
  [
    { keep: { youngerThan: "soon" } },
    'keep.youngerThan: must be milliseconds, or a time such as "90s", "5m" or "1h 30m"',
  ],
  [{ keep: { youngerThan: 0 } }, "keep.youngerThan: must be more than 0"],
  [{ keep: { tags: "v*" } }, "keep.tags: must be an array of globs and regular expressions"],
  [{ keep: { tags: [""] } }, "keep.tags[0]: must be a text that is not empty, or a regular expression"],
  [
    { keep: { newest: 1 }, repositories: [1] },
    "repositories[0]: must be a text that is not empty, or a regular expression",
  ],
  [
    { keep: { newest: 1 }, perRepository: { a: {} } },
    'perRepository["a"]: no rule, so that everything would go; set newest, youngerThan or tags',
  ],
  [{ keep: { newest: 1 }, allowEmpty: 1 }, "allowEmpty: must be true or false"],
  [
    { keep: { newest: 1 }, dryRun: true },
    "rules: there is no rule dryRun; there are keep, repositories, perRepository, allowEmpty",
  ],
];

test("rules that make no sense are refused before anything is sent", async () => {
  const simulator = await createSimulator();
  for (const [rules, message] of WRONG) {
    const error = await planCleanUp(simulator.client(), "example", rules).catch((error) => error);
    assert.ok(error instanceof InvalidRequestError, message);
    assert.equal(error.message, message);
  }
  assert.deepEqual(simulator.requests.all, []);
});

test("planning takes the requests that paging needs, within the rate limit, and no write", async () => {
  const simulator = await createSimulator({ seed: "large" });
  const progress = [];
  const plan = await simulator.clock.run(
    planCleanUp(simulator.client(), "large", { keep: { newest: 10 } }, { onProgress: (one) => progress.push(one) }),
  );
  // The registry, a page of its 50 repositories, and five pages of 200 manifests for each.
  assert.equal(simulator.requests.all.length, 1 + 1 + 50 * 5);
  assert.deepEqual(writes(simulator), []);
  assert.deepEqual(
    simulator.requests.all.filter(({ status }) => status !== 200),
    [],
  );
  const { bytes, ...last } = progress.at(-1);
  assert.deepEqual(last, { phase: "reading", done: 44_950, total: 44_950 });
  assert.ok(bytes > 0);
  assert.equal(plan.keep.length + plan.delete.length, 44_950);
  assert.equal(plan.keep.filter(({ why }) => why.startsWith("newest")).length, 500);
});

test("a repository that changes while it is read is read again", async () => {
  const many = Array.from({ length: 450 }, (_, at) => manifest(at + 1, 2 + at, [`t${at}`], [1000 + at]));
  const simulator = await simulate(createSimulator, { repositories: [{ name: "web", manifests: many }], blobs: {} });
  let changes = 1;
  const client = simulator.client({
    fetch: async (url, init) => {
      const response = await simulator.fetch(url, init);
      if (changes > 0 && String(url).includes("/digests")) {
        changes--;
        const state = simulator.state();
        state.accounts.main.registries[0].repositories[0].manifests.unshift(manifest(9000 + changes, 1, [], [1]));
        simulator.load(state);
      }
      return response;
    },
  });
  const plan = await simulator.clock.run(planCleanUp(client, REGISTRY, { keep: { newest: 450 } }));
  assert.equal(plan.keep.length + plan.delete.length, 451);
  assert.deepEqual(why(plan.delete), { 9000: "untagged" });
  changes = 100;
  const error = await simulator.clock
    .run(planCleanUp(client, REGISTRY, { keep: { newest: 450 } }))
    .catch((error) => error);
  assert.ok(isDigitalOceanError(error));
  assert.equal(error.code, "repository_changes");
});

test("an abort ends planning, and no request follows", async () => {
  const simulator = await createSimulator({ seed: "large" });
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error("enough"));
  const rules = { keep: { newest: 10 } };
  const planning = planCleanUp(simulator.client(), "large", rules, { signal: controller.signal, onProgress });
  const error = await simulator.clock.run(planning).catch((error) => error);
  assert.equal(error.code, "aborted");
  const { length } = simulator.requests.all;
  await simulator.clock.advance("1h");
  assert.equal(simulator.requests.all.length, length);
});
