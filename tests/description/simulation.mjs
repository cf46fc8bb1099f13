// A simulator that is called through the package, and whose every answer is held against the description.
import assert from "node:assert/strict";
import { api, call, createSimulator, operations } from "./client.mjs";
import {
  answerSchema,
  bodySchema,
  declares,
  operations as described,
  Known,
  options,
  parts,
  problems,
} from "./description.mjs";
import { full } from "./generate.mjs";
import { pathNames, query } from "./requests.mjs";

export const READ_TOKEN = "dop_v1_simulator_read";
export const SEVERAL_TOKEN = "dop_v1_simulator_several";
export const EMPTY_TOKEN = "dop_v1_simulator_empty";

/** How often something is asked for at most, a simulated second apart. */
const MOST_ROUNDS = 3_600;

/** Whose operations each file, simulator.<name>.test.mjs, calls. The first that matches holds. */
export const FAMILIES = [
  ["registry", /^\/v2\/registr/],
  ["contents", /^\/v2\/databases\/\{[^}]+\}\/(dbs|indexes|logsink|pools|schema-registry|topics|users)(\/|$)/],
  ["clusters", /^/],
];

/** Whether an operation reads what belongs to a cluster and is found by the cluster's id alone. */
const isReadOfCluster = (id) => described.get(id).method === "GET" && pathNames(id).join() === "database_cluster_uuid";

/** The ids of a family's operations. */
function idsOf(name) {
  const isOf = ({ path }) => FAMILIES.find(([, pattern]) => pattern.test(path))[0] === name;
  return [...described].filter(([, operation]) => isOf(operation)).map(([id]) => id);
}

export class Simulation {
  #known;
  #simulator;
  #server;
  /** The parameters and body fields that each operation took, by its id. */
  #taken = new Map();

  /** `differences` from the description are pairs: a pattern of `operation: what differs`, and why it does. */
  constructor(differences = []) {
    this.#known = new Known(differences);
  }

  /** Another simulator. Both share the operations and the taken fields. */
  another() {
    const other = new Simulation();
    other.#known = this.#known;
    other.#taken = this.#taken;
    return other;
  }

  /** Starts it, unless there is no description to hold it against. */
  async start() {
    if (!options.skip) {
      this.#simulator = await createSimulator({ rateLimit: false });
      this.#server = await this.#simulator.listen();
    }
  }

  async stop() {
    await this.#server?.close();
  }

  /** Lets simulated time pass, such as `20s`. */
  advance(time) {
    return this.#simulator.clock.advance(time);
  }

  /** Calls an operation by its name, with the token; resolves to the resource, for a list to its items. */
  async send(token, name, ...values) {
    const { id, list } = named(name);
    const answer = await this.#judged(token, id, (client) => call(client, name, ...values));
    return list ? answer.data : answer;
  }

  /** Lists by a paged operation; resolves to the items of each page. */
  pages(token, name, ...values) {
    return this.#judged(token, named(name).id, async (client) => {
      const pages = [];
      let page = await call(client, name, ...values);
      for (; page !== undefined; page = page.hasNextPage() ? await page.getNextPage() : undefined) {
        pages.push(page.data);
      }
      return pages;
    });
  }

  /** Calls an operation that must be refused with a status. */
  async refused(token, status, name, ...values) {
    const calls = (client) => call(client, name, ...values);
    await assert.rejects(this.#judged(token, named(name).id, calls), (error) => {
      assert.equal(error.status, status, `${name}: ${error.stack}`);
      return true;
    });
  }

  /** Reads what no test has read below a cluster: each GET that needs no more than its id, with the least and with all. */
  async readOthers(token, family, clusterId) {
    const others = idsOf(family).filter((id) => !this.#taken.has(id));
    for (const id of others.filter(isReadOfCluster)) {
      const { call: name } = operations.find((operation) => operation.id === id);
      const schema = query(id);
      for (const queries of [[], ...(schema ? full(schema).map((value) => [value]) : [])]) {
        await this.send(token, name, clusterId, ...queries);
      }
    }
  }

  /** Asks each simulated second, until what is answered is what is waited for; resolves to all that was answered. */
  async until(awaited, ask) {
    const answers = [];
    for (let round = 0; round < MOST_ROUNDS; round++, await this.advance("1s")) {
      answers.push(await ask());
      if (awaited(answers.at(-1))) {
        return answers;
      }
    }
    assert.fail(`still ${JSON.stringify(answers.at(-1))}`);
  }

  /** Uses a client for an operation; fails when one of the answers to it is not as described. */
  async #judged(token, id, use) {
    const found = [];
    const fetch = async (url, init) => {
      const response = await globalThis.fetch(url, init);
      found.push(...aboutAnswer(id, response, await response.clone().text()));
      if (response.ok) {
        const body = init.body === undefined ? undefined : JSON.parse(init.body);
        const query = [...new URL(url).searchParams.keys()];
        this.#taken.set(id, [...(this.#taken.get(id) ?? []), { body, query }]);
      }
      return response;
    };
    const client = new api.DigitalOcean({ token, baseUrl: this.#server.url, fetch });
    const [outcome] = await Promise.allSettled([use(client)]);
    assert.deepEqual(this.#known.others(id, found), []);
    if (outcome.status === "rejected") {
      throw outcome.reason;
    }
    return outcome.value;
  }

  /**
   * The parts that were left out with a family's operations. Each is to be taken; each of its parameters and all that a body can
   * hold is to be sent, but also no parameter at all, and a body of nothing but what it must hold.
   */
  leftOut(name) {
    return idsOf(name).flatMap((id) => {
      const taken = this.#taken.get(id);
      const found = taken ? [...aboutQueries(id, taken), ...aboutBodies(id, taken)] : ["is never taken"];
      return this.#known.others(id, found);
    });
  }

  /** The differences that are none any more, once all is seen. */
  outdated() {
    return this.#known.outdated();
  }
}

function named(name) {
  const operation = operations.find((operation) => operation.call === name);
  assert.ok(operation, `there is no ${name}`);
  return operation;
}

/** The differences of a response from the description, in its status or body. */
export function aboutAnswer(id, { status, headers }, text) {
  if (!declares(id, status)) {
    return [`the status ${status} is not declared`];
  }
  const schema = answerSchema(id, status);
  if (schema === undefined) {
    return text === "" ? [] : [`a body with ${status} is not declared`];
  }
  const type = headers.get("content-type");
  return /^application\/json/.test(type) ? problems(schema, JSON.parse(text)) : [`${type} is not declared`];
}

function aboutQueries(id, taken) {
  const { parameters } = described.get(id);
  const names = parameters.filter(({ in: place }) => place === "query").map(({ name }) => name);
  const sent = new Set(taken.flatMap(({ query }) => query));
  return [
    ...names.filter((name) => !sent.has(name)).map((name) => `?${name} is never sent`),
    ...[...sent].filter((name) => !names.includes(name)).map((name) => `?${name} is not declared`),
    ...(taken.some(({ query }) => query.length === 0) ? [] : ["a query is always sent"]),
  ];
}

function aboutBodies(id, taken) {
  const schema = bodySchema(id);
  const bodies = taken.flatMap(({ body }) => (body === undefined ? [] : [body]));
  if (schema === undefined) {
    return bodies.length === 0 ? [] : ["a body is not declared"];
  }
  const { parameters } = operations.find((operation) => operation.id === id);
  const isNeeded = parameters.includes("body") || bodies.length < taken.length;
  const sent = new Set(bodies.flatMap((body) => held(body)));
  const places = writable(schema);
  const needless = bodies.map((body) => held(body).filter((at) => !places.get(at)));
  needless.sort((one, other) => one.length - other.length);
  return [
    ...bodies.flatMap((body) => problems(schema, body)),
    ...[...places.keys()].filter((at) => !sent.has(at)).map((at) => `${at} is never sent`),
    ...(needless[0] ?? []).map((at) => `${at} is always sent`),
    ...(isNeeded ? [] : ["a body is always sent"]),
  ];
}

/** The places of a body that may be written, and whether each has to be where it can be. */
function writable(schema, at = "") {
  const all = parts(schema);
  const items = all.flatMap((part) => part.items ?? []);
  if (items.length > 0) {
    return writable({ allOf: items }, `${at}/#`);
  }
  const required = new Set(all.flatMap((part) => part.required ?? []));
  const properties = all.flatMap((part) => Object.entries(part.properties ?? {}));
  const written = properties.filter(([, property]) => !parts(property).some(({ readOnly }) => readOnly));
  return new Map(
    written.flatMap(([name, property]) => [
      [`${at}/${name}`, required.has(name)],
      ...writable(property, `${at}/${name}`),
    ]),
  );
}

/** The places that a body has something at. */
function held(body, at = "") {
  if (Array.isArray(body)) {
    return [...new Set(body.flatMap((item) => held(item, `${at}/#`)))];
  }
  if (body === null || typeof body !== "object") {
    return [];
  }
  return Object.entries(body).flatMap(([name, value]) => [`${at}/${name}`, ...held(value, `${at}/${name}`)]);
}
