// The cost of a call beside that of a hand-written one, which promises as much, and of plain fetch + json of the same
// answer: in turns, in one run. Machines are noisy: read the ratios, not the milliseconds.
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { dist, isMain, root } from "../run.mjs";

const TOKEN = "dop_v1_bench";
/** The value in the middle. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A cluster of about 2.3 kB, as the API answers it. */
function cluster(index) {
  const connection = {
    protocol: "postgresql",
    uri: `postgresql://doadmin:secret@db-${index}.example.com:25060/defaultdb?sslmode=require`,
    database: "defaultdb",
    host: `db-${index}.example.com`,
    port: 25060,
    user: "doadmin",
    password: "secret",
    ssl: true,
  };
  return {
    id: `9cc10173-e9ea-4176-9dbc-${String(index).padStart(12, "0")}`,
    name: `backend-${index}`,
    engine: "pg",
    version: "17",
    num_nodes: 2,
    size: "db-s-2vcpu-4gb",
    region: "nyc3",
    status: "online",
    created_at: "2026-01-11T18:37:36Z",
    tags: ["production", "web"],
    db_names: ["defaultdb"],
    connection,
    private_connection: connection,
    standby_connection: connection,
    standby_private_connection: connection,
    users: ["doadmin", "app", "reports"].map((name) => ({ name, role: "normal", password: "jge5lfxtzhx42iff" })),
    maintenance_window: {
      day: "saturday",
      hour: "08:45:12",
      pending: true,
      description: ["Update to 17.5", "Patches"],
    },
    metrics_endpoints: [{ host: `db-${index}.example.com`, port: 9273 }],
    project_id: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
  };
}

function serve() {
  const one = JSON.stringify({ database: cluster(0) });
  const many = JSON.stringify({ databases: Array.from({ length: 240 }, (_, index) => cluster(index)) });
  const server = createServer((request, response) => {
    const body = request.url === "/v2/databases" ? many : one;
    response
      .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
      .end(body);
  });
  // Collecting garbage for the memory row must not cost a connection.
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () =>
    process.send({ port: server.address().port, one: one.length, many: many.length }),
  );
}

/** Runs all in turn; gives each one's median of the milliseconds of a round. */
async function compare(rounds, ...calls) {
  const times = calls.map(() => []);
  for (let round = -10; round < rounds; round++) {
    // Who comes later pays for the garbage of who came before: each one comes first as often as the others.
    const turn = [...calls.entries()];
    turn.push(...turn.splice(0, Math.abs(round) % turn.length));
    for (const [index, call] of round % 2 === 0 ? turn : turn.reverse()) {
      const start = performance.now();
      await call();
      if (round >= 0) {
        times[index].push(performance.now() - start);
      }
    }
  }
  return times.map(median);
}

/** The time from the start of a process to its first answer, in that process's own words. */
function firstAnswers(rounds, url) {
  const library = pathToFileURL(join(dist, "index.js"));
  const programs = [
    `import { DigitalOcean } from ${JSON.stringify(library)};
     await new DigitalOcean({ token: "${TOKEN}", baseUrl: "${url}" }).databases.get("a");`,
    `await (await fetch("${url}/v2/databases/a", { headers: { authorization: "Bearer ${TOKEN}" } })).json();`,
  ];
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const [index, program] of programs.entries()) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: root });
      if (status !== 0) {
        throw new Error("a program of the benchmark failed");
      }
      times[index].push(performance.now() - start);
    }
  }
  return times.map(median);
}

/** Bytes of heap kept a call, over many. */
async function kept(calls, call) {
  // Signals and closures are finalised late: after a turn of the loop, not with the first collection.
  const heap = async () => {
    for (let turn = 0; turn < 3; turn++) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return process.memoryUsage().heapUsed;
  };
  // Until the engine has compiled what it compiles later, it is not memory of the calls that grows.
  for (let index = 0; index < 10_000; index++) {
    await call();
  }
  const before = await heap();
  for (let index = 0; index < calls; index++) {
    await call();
  }
  return Math.max(0, (await heap()) - before) / calls;
}

/** Prints the ratios. */
export async function bench() {
  if (!existsSync(dist)) {
    throw new Error("there is no dist/ yet: run `npm run build`");
  }
  const { DigitalOcean } = await import(pathToFileURL(join(dist, "index.js")));
  const server = fork(fileURLToPath(import.meta.url), ["serve"]);
  const [{ port, ...sizes }] = await once(server, "message");
  const url = `http://127.0.0.1:${port}`;
  const client = new DigitalOcean({ token: TOKEN, baseUrl: url });
  const init = { headers: { authorization: `Bearer ${TOKEN}`, accept: "application/json" } };
  const plain = async (path) => (await fetch(url + path, init)).json();
  /** A hand-written call that promises as much: headers of its own, a time-out, no redirects, no cookies. */
  const byHand = async (path) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new Error("time-out")), 30_000);
    try {
      const headers = new Headers({ accept: "application/json", authorization: `Bearer ${TOKEN}` });
      const { signal } = controller;
      const response = await fetch(url + path, {
        method: "GET",
        headers,
        redirect: "manual",
        credentials: "omit",
        signal,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return JSON.parse(text);
    } finally {
      clearTimeout(timer);
    }
  };
  const fifty = (call) => () => Promise.all(Array.from({ length: 50 }, () => call()));
  const get = (id = "a") => client.databases.get(id);
  const getByHand = (id = "a") => byHand(`/v2/databases/${id}`);
  const fetchOne = (id = "a") => plain(`/v2/databases/${id}`);
  const all = "/v2/databases";
  /** Calls for one of many clusters after the other. */
  const eachOf = (call) => {
    let turn = 0;
    return () => call(`cluster-${turn++ % 97}`);
  };

  // A dashboard that polls makes thousands of calls: all three are measured once the engine has compiled them.
  await compare(
    3000,
    () => get(),
    () => getByHand(),
    () => fetchOne(),
  );
  await compare(3000, eachOf(get), eachOf(getByHand), eachOf(fetchOne));
  // The call, the hand-written one, plain fetch; what the first may take of the second at most, and what is aimed at.
  const rows = [
    [
      `one call, ${sizes.one} B`,
      await compare(
        1500,
        () => get(),
        () => getByHand(),
        () => fetchOne(),
      ),
      1.15,
      1.08,
    ],
    ["one call of another cluster", await compare(1500, eachOf(get), eachOf(getByHand), eachOf(fetchOne)), 1.15, 1.08],
    ["50 calls at once", await compare(300, fifty(get), fifty(getByHand), fifty(fetchOne)), 1.3, 1.15],
    [
      `an answer of ${Math.round(sizes.many / 1000)} kB`,
      await compare(
        200,
        () => client.databases.list(),
        () => byHand(all),
        () => plain(all),
      ),
      1.07,
      1.03,
    ],
  ];
  const [first, firstFetch] = firstAnswers(15, url);
  rows.push(["first answer of a new process", [first, firstFetch, firstFetch], 1.2, 1.1]);
  const head = ["", "ours", "by hand", "fetch", "of hand", "at most", "aim", "of fetch"];
  const print = ([name, ...cells]) => console.log(name.padEnd(30) + cells.map((cell) => cell.padStart(10)).join(""));
  print(head);
  for (const [name, [ours, hand, fetched], most, aim] of rows) {
    const ms = (value) => `${value.toFixed(2)} ms`;
    const ratios = [(ours / hand).toFixed(2), String(most), String(aim), (ours / fetched).toFixed(2)];
    print([name, ms(ours), ms(hand), ms(fetched), ...ratios]);
  }
  if (globalThis.gc) {
    console.log(
      `memory kept a call, after 20,000: ${(await kept(20_000, get)).toFixed(1)} B (plain fetch: ${(await kept(20_000, fetchOne)).toFixed(1)} B)`,
    );
  }
  server.kill();
}

if (isMain(import.meta.url)) {
  await (process.argv[2] === "serve" ? serve() : bench());
}
