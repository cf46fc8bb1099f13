// Programs that must not compile; each line below a directive fails with the error that the directive names.
import {
  type DatabaseCluster,
  type DatabaseClusterCreate,
  type DatabaseConfigUpdate,
  DigitalOcean,
  type DigitalOceanError,
  init,
  type Page,
  type ResponseInfo,
} from "digitalocean-wasm";
import * as slim from "digitalocean-wasm/slim";

declare const other: DigitalOcean;
declare const error: DigitalOceanError;
declare const cluster: DatabaseCluster;
declare const page: Page<string>;
declare const response: ResponseInfo;
declare const ansi: { sql_mode: string };
declare const change: DatabaseConfigUpdate<"pg">;

const client = new DigitalOcean({ token: "t" });
const body = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };

// @ts-expect-error TS2561: a misspelt field
client.databases.create({ ...body, num_node: 2 });
// @ts-expect-error TS2353: a field that does not exist
client.databases.create({ ...body, colour: "blue" });
// @ts-expect-error TS2322: a number for an enum
client.databases.create({ ...body, engine: 5 });
// @ts-expect-error TS2322: a string for a number
client.databases.create({ ...body, num_nodes: "2" });
// @ts-expect-error TS2345: a missing required field
client.databases.create({ name: "a", engine: "pg", num_nodes: 1, size: "s" });
// @ts-expect-error TS2322: null where it may only be left out
client.databases.create({ ...body, rules: null });
// @ts-expect-error TS2375: undefined where it may only be left out
export const exact: DatabaseClusterCreate = { ...body, version: undefined };
// @ts-expect-error TS2554: no body
client.databases.create();
// @ts-expect-error TS2741: a missing field in a list
client.databases.create({ ...body, rules: [{ type: "tag" }] });
// @ts-expect-error TS2322: a wrong type in a nested object
client.databases.create({ ...body, autoscale: { storage: { enabled: "yes" } } });

// @ts-expect-error TS2353: roles of MongoDB, which are set at creation only
client.databases.users.update("id", "app", { settings: { mongo_user_settings: { role: "readOnly" } } });

// @ts-expect-error TS2345: a wrong path parameter
client.databases.get(5);
// @ts-expect-error TS2345: a path parameter that may be undefined
client.databases.get(cluster.version);
// @ts-expect-error TS2554: a missing path parameter
client.registry.manifests.list("example");
// @ts-expect-error TS2339: an unknown method
client.databases.destroy("id");
// @ts-expect-error TS2339: an unknown resource
client.droplets.list();
// @ts-expect-error TS2353: an unknown query parameter
client.databases.list({ tag: "web" });
// @ts-expect-error TS2322: a wrong type in a query
client.registry.manifests.list("example", "web", { page: "2" });
// @ts-expect-error TS2322: a wrong type in a small body
client.registry.garbageCollections.update("example", "uuid", { cancel: "yes" });

// @ts-expect-error TS2561: an option in snake_case
new DigitalOcean({ base_url: "https://example.com" });
// @ts-expect-error TS2353: an unknown option
new DigitalOcean({ apiKey: "t" });
// @ts-expect-error TS2559: a token in the place of options
new DigitalOcean("token");
// @ts-expect-error TS2322: a wrong type of an option
new DigitalOcean({ timeout: "30s" });
// @ts-expect-error TS2322: a fetch that answers with something else
new DigitalOcean({ fetch: async () => 5 });
// @ts-expect-error TS2353: an unknown option of a call
client.databases.get("id", { retries: 3 });
// @ts-expect-error TS2739: a controller for a signal
client.databases.get("id", { signal: new AbortController() });

// @ts-expect-error TS2339: a field of MySQL's in the configuration of PostgreSQL
client.databases.config.get<"pg">("id").then((config) => config.sql_mode);
// @ts-expect-error TS2344: a number for the engine
client.databases.config.get<5>("id");
// @ts-expect-error TS2353: a setting of MySQL's in a change of PostgreSQL
client.databases.config.update<"pg">("id", { config: { sql_mode: "ANSI" } });
// @ts-expect-error TS2559: nothing but settings of MySQL's in a change of PostgreSQL
client.databases.config.update<"pg">("id", { config: ansi });
// @ts-expect-error TS2322: settings of two engines in a change of one that is not said
client.databases.config.update("id", { config: { work_mem: 8, sql_mode: "ANSI" } });
// @ts-expect-error TS2322: the same, by one that may be either
client.databases.config.update<"pg" | "mysql">("id", { config: { work_mem: 8, sql_mode: "ANSI" } });
// @ts-expect-error TS2561: a misspelt setting
client.databases.config.update("id", { config: { work_mum: 8 } });
// @ts-expect-error TS2322: a string for a number
client.databases.config.update("id", { config: { work_mem: "8" } });
// @ts-expect-error TS2322: a number for a parameter of the Advanced Edition
client.databases.config.update<"advanced_pg">("id", { config: { pg_parameters: { work_mem: 8 } } });
// @ts-expect-error TS2353: the settings without their envelope
client.databases.config.update("id", { work_mem: 8 });
// @ts-expect-error TS2345: a change of PostgreSQL for MySQL
client.databases.config.update<"mysql">("id", change);
// @ts-expect-error TS2345: a method that is none
client.request("TRACE", "/v2/x");
// @ts-expect-error TS18046: a response of unknown type
client.request("GET", "/v2/x").then((body) => body.account);

// @ts-expect-error TS2540: readonly
client.databases = other.databases;
// @ts-expect-error TS2540: readonly
client.registry.manifests = other.registry.manifests;
// @ts-expect-error TS2540: readonly
error.code = "mine";
// @ts-expect-error TS2540: readonly
page.data = [];
// @ts-expect-error TS2540: readonly
response.status = 200;

// @ts-expect-error TS2339: memory is not the caller's business
client.free();
// @ts-expect-error TS2339: memory is not the caller's business
client.databases.free();
// @ts-expect-error TS7053: nor is it a disposable
client.registry[Symbol.dispose]();

// @ts-expect-error TS2554: the whole package brings its own WebAssembly
init("digitalocean.wasm");
// @ts-expect-error TS2554: the slim one has to be told
slim.init();
// @ts-expect-error TS2345: nothing is no WebAssembly
slim.init(undefined);
// @ts-expect-error TS2339: a call is a promise, not the resource
client.databases.get("id").name;
// @ts-expect-error TS2504: a single resource is no list
for await (const _ of client.databases.get("id"));
// @ts-expect-error TS2322: a token that is a promise, not a function that gives one
new DigitalOcean({ token: Promise.resolve("t") });
// @ts-expect-error TS2353: an option of a client, given to a call
client.databases.get("id", { throttle: true });
// @ts-expect-error TS2322: a level that does not exist
new DigitalOcean({ logLevel: "loud" });
// @ts-expect-error TS2322: a dry run by an option of the call, whose type says that it resolves to a cluster
client.databases.get("id", { dryRun: true });
// @ts-expect-error TS2322: nor by one of the constructor, whose type says that its calls do
new DigitalOcean({ dryRun: true });
// @ts-expect-error TS2339: what would be sent is not the resource
(await client.withOptions({ dryRun: true }).databases.get("id")).engine;
// @ts-expect-error TS2561: a state to wait for that no migration leads to
client.databases.waitUntilMigrated("id", { regoin: "nyc3" });
// @ts-expect-error TS2339: a dry client has no waits
client.withOptions({ dryRun: true }).databases.waitUntilOnline("id");
// @ts-expect-error TS2353: the options of a wait that goes on are those that it began with
client.resumeWait(client.databases.waitUntilOnline("id").state(), { timeout: 1 });
