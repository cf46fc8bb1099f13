// Each call runs in its caller's context: functions of the caller see the store of the one who called.
import { check, clientOf, equal, json, STARTS, turns, unavailable, value } from "../support.mjs";

const needs = ["contexts"];
const USERS = ["ada", "bob", "eve"];
const tokenOf = (user) => `dop_v1_token_of_${user}`;

/** Starts a call for each user at once, each in a context of its own. */
function callForEach(store, users, call) {
  return Promise.all(
    users.map((user) =>
      store.run({ user, token: tokenOf(user) }, () => value(call(user), `the call of ${user} resolves`)),
    ),
  );
}

/** Reads the store of whoever is called: at once where the platform gives it at once, else a promise. */
function fromStore(store, read) {
  const found = store.getStore();
  return found instanceof Promise ? found.then(read) : read(found);
}

const ownUser = (store) => fromStore(store, (found) => found?.user);
const ownToken = (store) => fromStore(store, (found) => found?.token ?? "dop_v1_token_of_nobody");

/** Pairs whose second halves may be promises, awaited. */
const known = (pairs) => Promise.all(pairs.map((pair) => Promise.all(pair)));

/** The user whose token a request carries. */
const userOf = (headers) => new Headers(headers).get("authorization")?.replace(/^Bearer dop_v1_token_of_/, "");

/** The user in the path of a call of `databases.get`, or in a line that names the path. */
const userIn = (text) => /\/v2\/databases\/(\w+)/.exec(text)?.[1];

/** Gives the user of a request back as the name of a cluster. */
async function echo(_url, { headers }) {
  await turns(2);
  const database = { name: userOf(headers) };
  return json({ databases: [database], database, user: database });
}

/** Checks that each call got the response to its own token. */
function checkOwn(users, names) {
  equal(names, users, "each request carries the token of its own caller");
}

const HOOKS = ["onRequest", "onResponse", "onRetry", "onRateLimit", "logger", "fetch", "token"];

/** Notes who a function of the caller is called for, and whose store it sees. */
async function seenBy(hook, library, store) {
  const seen = [];
  const note = (user) => seen.push([user, ownUser(store)]);
  const attempts = new Map();
  const limits = { "ratelimit-limit": "5000", "ratelimit-remaining": "4000", "ratelimit-reset": "1900000000" };
  const options = {
    token: () => {
      // Not known who it is for; whose token the request carries is compared by `fetch` instead.
      if (hook === "token") note(ownUser(store));
      return ownToken(store);
    },
    fetch: async (url, { headers }) => {
      const user = userIn(url);
      if (hook === "fetch") note(user);
      if (hook === "token") seen.push([user, userOf(headers)]);
      await turns(1);
      attempts.set(user, (attempts.get(user) ?? 0) + 1);
      return attempts.get(user) === 1 ? unavailable() : json({ database: { id: user } }, 200, limits);
    },
  };
  if (hook === "logger") {
    const line = (text) => note(userIn(text));
    options.logger = { debug: line, info: line, warn: line, error: line };
    options.logLevel = "debug";
  } else if (hook === "onRateLimit") {
    options.onRateLimit = () => note(ownUser(store));
  } else if (hook.startsWith("on")) {
    options[hook] = async ({ path }) => {
      note(userIn(path));
      await turns(1);
      note(userIn(path));
    };
  }
  const client = clientOf(library, options);
  await callForEach(store, USERS, (user) => client.databases.get(user));
  return known(seen);
}

function hookScenarios(start) {
  return HOOKS.map((hook) => ({
    name: `contexts: ${hook}, with a retry, ${start}`,
    needs,
    run: async (platform) => {
      const store = new platform.AsyncLocalStorage();
      const seen = await seenBy(hook, await STARTS[start](platform), store);
      for (const user of USERS) {
        check(
          seen.some(([of]) => of === user),
          `${hook} is called for ${user}`,
        );
      }
      check(
        seen.every(([of, own]) => of === own),
        `${hook} sees the store of its own caller; it saw ${seen.join(" ")}`,
      );
    },
  }));
}

/** Makes calls at once with the users' tokens, and compares whose token each request carried. */
function tokenScenario(name, options, call, { users = USERS, fetch = echo } = {}) {
  return Object.keys(STARTS).map((start) => ({
    name: `contexts: ${name}, ${start}`,
    needs,
    run: async (platform) => {
      const store = new platform.AsyncLocalStorage();
      const library = await STARTS[start](platform);
      const token = () => ownToken(store);
      const client = clientOf(library, { token, fetch, ...options });
      checkOwn(users, await callForEach(store, users, (user) => call(client, user)));
    },
  }));
}

const firstOf = async (list) => (await list).data[0].name;

/** Says that no request is left until a moment from now, so that later ones wait for a timer. */
function startThrottled() {
  let isFirst = true;
  return async (url, init) => {
    const response = await echo(url, init);
    const reset = String((Date.now() + 50) / 1000);
    const headers = {
      "ratelimit-limit": "5000",
      "ratelimit-remaining": isFirst ? "0" : "4000",
      "ratelimit-reset": reset,
    };
    isFirst = false;
    return json(await response.json(), 200, headers);
  };
}

/** Answers with three pages; each cluster is named after whoever asked for its page. */
async function threePages(url, { headers }) {
  await turns(1);
  const page = Number(new URL(url).searchParams.get("page") ?? 1);
  const next = page < 3 ? { pages: { next: `https://api.digitalocean.com/v2/databases?page=${page + 1}` } } : {};
  return json({ databases: [{ name: userOf(headers) }], links: next });
}

/** Goes through all pages; the user that all of them were asked for by. */
async function iterated(client, options) {
  const users = new Set();
  for await (const { name } of client.databases.list({}, options)) {
    users.add(name);
  }
  return [...users].join(" and ");
}

/** Loses the response to a create, and finds the cluster afterwards. */
async function losing(_url, { method, headers }) {
  await turns(1);
  if (method === "POST") {
    throw new TypeError("connection lost");
  }
  const database = { name: "backend", engine: "pg", region: "nyc3", size: "s", owner: userOf(headers) };
  return json({ databases: [database] });
}

const CLUSTER = { name: "backend", engine: "pg", num_nodes: 1, size: "s", region: "nyc3" };

export const contexts = [
  ...Object.keys(STARTS).flatMap(hookScenarios),
  ...tokenScenario("two callers at once", {}, (client) => firstOf(client.databases.list()), { users: ["ada", "bob"] }),
  ...tokenScenario("maxConcurrent", { maxConcurrent: 1 }, (client) => firstOf(client.databases.list())),
  ...tokenScenario("coalesce", { coalesce: true }, (client) => firstOf(client.databases.list())),
  ...tokenScenario("changes of one cluster's users", {}, async (client) => {
    const { name } = await client.databases.users.create("one-cluster", { name: "new" });
    return name;
  }),
  ...tokenScenario("pages", {}, (client) => iterated(client), { fetch: threePages }),
  ...tokenScenario("pages with prefetch", { prefetch: true }, (client) => iterated(client), { fetch: threePages }),
  ...tokenScenario(
    "lookup after a lost create",
    { onAmbiguous: "lookup" },
    async (client) => (await client.databases.create(CLUSTER)).owner,
    { fetch: losing },
  ),
  ...tokenScenario(
    "every hook and option at once",
    {
      coalesce: true,
      maxConcurrent: 2,
      throttle: true,
      onRequest: () => turns(1),
      onResponse: () => turns(1),
    },
    (client) => firstOf(client.databases.list()),
  ),
  ...Object.keys(STARTS).map((start) => ({
    name: `contexts: throttle, ${start}`,
    needs,
    run: async (platform) => {
      const store = new platform.AsyncLocalStorage();
      const library = await STARTS[start](platform);
      const token = () => ownToken(store);
      const client = clientOf(library, { token, fetch: startThrottled(), throttle: true });
      const call = () => firstOf(client.databases.list());
      checkOwn(["zoe"], await callForEach(store, ["zoe"], call));
      checkOwn(USERS, await callForEach(store, USERS, call));
    },
  })),
  {
    name: "contexts: coalesce shares a request among calls of one token",
    needs,
    run: async (platform) => {
      const store = new platform.AsyncLocalStorage();
      const library = await STARTS.warm(platform);
      let requests = 0;
      const fetch = (url, init) => {
        requests += 1;
        return echo(url, init);
      };
      const client = clientOf(library, { token: () => ownToken(store), fetch, coalesce: true });
      const users = ["ada", "bob", "ada", "bob", "ada"];
      checkOwn(users, await callForEach(store, users, () => firstOf(client.databases.list())));
      check(requests >= 2 && requests < users.length, "calls of one token share a request, and no others");
    },
  },
  {
    name: "contexts: a token that a 401 asks for again",
    needs,
    run: async (platform) => {
      const store = new platform.AsyncLocalStorage();
      const library = await STARTS.warm(platform);
      const refused = new Set();
      const fetch = async (url, init) => {
        const user = userOf(init.headers);
        if (refused.has(user)) {
          return echo(url, init);
        }
        refused.add(user);
        await turns(1);
        return json({}, 401);
      };
      const client = clientOf(library, {
        token: async () => ownToken(store),
        fetch,
      });
      checkOwn(USERS, await callForEach(store, USERS, () => firstOf(client.databases.list())));
    },
  },
  ...Object.keys(STARTS).map((start) => ({
    name: `contexts: twenty users of a server, ${start}`,
    // The first call with the platform's own fetch finds it at once: it awaits a promise that is settled.
    needs: [...needs, "server", ...(start === "warm" ? ["contexts of settled promises"] : [])],
    run: async (platform) => {
      const store = new platform.AsyncLocalStorage();
      const library = await STARTS[start](platform);
      const token = () => ownToken(store);
      const run = Math.random().toString(36).slice(2);
      const users = Array.from({ length: 20 }, (_, index) => `user_${run}_${index}`);
      const seen = [];
      const onResponse = ({ status }) => seen.push([status, ownUser(store)]);
      const client = new library.DigitalOcean({ token, baseUrl: `${platform.server}/once-unavailable`, onResponse });
      const names = await callForEach(store, users, async () => {
        const { data } = await client.databases.list();
        return data[0].name.replace("Bearer dop_v1_token_of_", "");
      });
      checkOwn(users, names);
      const pairs = await known(seen);
      for (const user of users) {
        const statuses = pairs.filter(([, own]) => own === user).map(([status]) => status);
        equal(statuses, [503, 200], "onResponse sees the store of its own caller, on a retry too");
      }
    },
  })),
];
