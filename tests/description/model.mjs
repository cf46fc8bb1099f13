// A simulator, and a model of the things that must be in it: the steps of model-clusters.mjs and model-registries.mjs
// call operations and keep the model up to date; every response is held against the description and the model.
import assert from "node:assert/strict";
import { operations } from "./client.mjs";
import { generator } from "./generate.mjs";
import { aboutAnswer } from "./simulation.mjs";

const byCall = new Map(operations.map((operation) => [operation.call, operation]));

/** Things that were deleted and are remembered, to ask for them again later. */
const REMEMBERED = 50;

export class Model {
  /** The number of requests. */
  steps = 0;
  /** The clusters that must be there, by id. */
  clusters = new Map();
  /** Garbage collections that have not ended, by registry. */
  collections = new Map();
  #random;
  #gone = [];
  #tally;
  #known;
  #afterTime;

  /** `tally` counts statuses by call over several models; `known` holds the differences from the description; `afterTime` checks what time has changed. */
  constructor({ simulator, token, seed, tally, known, afterTime }) {
    this.simulator = simulator;
    this.token = token;
    this.#random = generator(seed);
    this.#tally = tally;
    this.#known = known;
    this.#afterTime = afterTime;
  }

  /** A whole number from 0 to below `end`. */
  int(end) {
    return Math.floor(this.#random() * end);
  }

  chance(share) {
    return this.#random() < share;
  }

  /** An item of a list, map or set; undefined if it is empty. */
  pick(items) {
    const list = Array.isArray(items) ? items : [...(items.keys?.() ?? items)];
    return list[this.int(list.length)];
  }

  /** A name of few, so that names are taken, deleted and given again. */
  name(prefix, count = 6) {
    return `${prefix}-${this.int(count)}`;
  }

  /** Sends a request; resolves to the status and the content, which are as described. */
  async send(call, path = [], { query = {}, body } = {}) {
    const { id, method, path: template } = byCall.get(call);
    const target = path.reduce((filled, value) => filled.replace(/\{\w+\}/, written(value)), template);
    const headers = { authorization: `Bearer ${this.token}` };
    const search = new URLSearchParams(query).toString();
    const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body, exactly) };
    const response = await this.simulator.fetch(search ? `${target}?${search}` : target, init);
    const text = await response.text();
    const request = () => `${this.steps}: ${method} ${target}?${search} ${init.body} → ${response.status} ${text}`;
    this.steps++;
    this.#tally.add(call, response.status);
    assert.ok(response.status < 500 && response.status !== 401 && response.status !== 403, request());
    assert.deepEqual(this.#known.others(id, aboutAnswer(id, response, text)), [], request());
    const content = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, isOk: response.ok, content, request };
  }

  /** Sends a request that must have a status. */
  async must(status, call, path, options) {
    const result = await this.send(call, path, options);
    assert.equal(result.status, status, result.request());
    return result.content;
  }

  /** All items of a list with pages of a random length; they are as many as it says. */
  async list(call, path, key) {
    const items = [];
    const query = { per_page: String(this.pick([1, 2, 7, 20, 100, 200])) };
    for (let page = 1; ; page++) {
      const { isOk, content } = await this.send(call, path, { query: { ...query, page: String(page) } });
      if (!isOk) return undefined;
      items.push(...content[key]);
      assert.ok(content.meta.total >= items.length, `${call} ${path}: ${items.length} of ${content.meta.total}`);
      if (items.length === content.meta.total) return items;
      assert.equal(content[key].length, Number(query.per_page), `${call} ${path}: page ${page} is full`);
    }
  }

  /** Remembers that something is gone: reading it, or deleting it again, must find nothing. */
  async gone(call, path, isBack = () => false) {
    await this.must(404, call, path);
    this.#gone = [...this.#gone.slice(1 - REMEMBERED), { call, path, isBack }];
  }

  /** Asks for something that was deleted some time ago. */
  async askForGone() {
    const { call, path, isBack } = this.pick(this.#gone) ?? {};
    if (call && !isBack()) await this.must(404, call, path);
  }

  /** Lets time pass. */
  async advance(duration) {
    await this.simulator.clock.advance(duration);
    await this.#afterTime(this);
  }
}

/** How often each call had each status. */
export class Tally {
  #statuses = new Map(operations.map(({ call }) => [call, new Map()]));

  add(call, status) {
    const statuses = this.#statuses.get(call);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }

  /** The calls with the numbers of what was done and of what was refused. */
  rows() {
    return [...this.#statuses].map(([call, statuses]) => {
      const sum = (isCounted) =>
        [...statuses].reduce((total, [status, count]) => total + (isCounted(status) ? count : 0), 0);
      const refusals = [...statuses.keys()].filter((status) => status >= 400).sort((one, other) => one - other);
      return { call, done: sum((status) => status < 400), refused: sum((status) => status >= 400), refusals };
    });
  }
}

/** A value in a path. A digest keeps its colon. */
const written = (value) => (value.startsWith("sha256:") ? value : encodeURIComponent(value));

const exactly = (_, value) => (typeof value === "bigint" ? Number(value) : value);
