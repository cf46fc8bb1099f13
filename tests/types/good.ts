// A program that uses all there is, as its types ask.
import Client, {
  AbortError,
  AmbiguousWriteError,
  APIError,
  type APIPromise,
  type ClientOptions,
  ConnectionError,
  type DatabaseCluster,
  type DatabaseClusterCreate,
  type DatabaseConfig,
  type DatabaseConfigs,
  type DatabaseConfigUpdate,
  type DatabaseConnectionPoolUpdate,
  type DatabaseEngine,
  DigitalOcean,
  DigitalOceanError,
  type DryRun,
  type FetchLike,
  type GarbageCollection,
  type GarbageCollectionStatus,
  init,
  isDigitalOceanError,
  type KafkaConfig,
  LoadError,
  type Manifest,
  type MysqlConfig,
  NotFoundError,
  Page,
  type PageParameters,
  type PagePromise,
  PermissionDeniedError,
  type PostgresConfig,
  type RateLimit,
  RateLimitError,
  type RegistryCreate,
  type RegistryOptions,
  type RequestOptions,
  type ResponseInfo,
  type WaitResults,
  type WaitState,
  WaitTimeoutError,
  type WideInteger,
  type WithResponse,
} from "digitalocean-wasm";
import * as slim from "digitalocean-wasm/slim";

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Fails to compile unless it is given `true`. */
function sure<_T extends true>(): void {}
/** The values that an open union lists, which editors complete. */
type Listed<T extends string> = T extends string ? (string extends T ? never : T) : never;
/** Whether an open union lists a value. */
type Lists<T extends string, Value> = Value extends Listed<T> ? true : false;

declare const env: Record<string, string | undefined>;
declare const signal: AbortSignal;
declare const bytes: Uint8Array<ArrayBuffer>;

// Options may be undefined, as those of an environment are.
new DigitalOcean();
new DigitalOcean({});
new DigitalOcean({ token: env.TOKEN, baseUrl: env.BASE_URL, timeout: undefined, fetch: undefined, headers: undefined });
const own: FetchLike = async (url, init) => {
  sure<Same<typeof url, string>>();
  return fetch(url, { ...init, headers: new Headers(init.headers) });
};
const options: ClientOptions = { token: "t", timeout: 1000, fetch: own, headers: { "x-team": "storage" } };
export const client = new DigitalOcean(options);
new DigitalOcean({ fetch: (url, init) => fetch(url, init) });
new DigitalOcean({ token: () => "t" });
new DigitalOcean({
  token: async () => "t",
  throttle: true,
  maxConcurrent: 4,
  dangerouslyAllowBrowser: false,
  onRequest: ({ operation, attempt }) => console.log(operation, attempt.toFixed()),
  onResponse: async ({ status, milliseconds }) => console.log(status.toFixed(), milliseconds.toFixed()),
  onRetry: ({ delay }) => delay.toFixed(),
  onRateLimit: ({ remaining }) => remaining.toFixed(),
  logger: console,
  logLevel: "debug",
});

export async function derived(): Promise<void> {
  const patient: DigitalOcean = client.withOptions({ deadline: 60_000, maxRetries: 5, maxRetryAfter: 30_000 });
  const limit: RateLimit | undefined = patient.rateLimit;
  const dry = client.withOptions({ dryRun: true });
  const request = await dry.databases.users.create("id", { name: "app" });
  sure<Same<typeof request, DryRun>>();
  console.log(limit, request.method, request.url, request.headers.accept, request.body?.length, request.toCurl());
}

export async function wholeLists(): Promise<void> {
  const list = client.registries.manifests.list("example", "web", {}, { prefetch: true, coalesce: true });
  for await (const page of list.pages()) {
    sure<Same<typeof page, Page<Manifest>>>();
  }
  const first: Manifest[] = await list.all({ limit: 10 });
  const every: Manifest[] = await (await list).all();
  const response: Response = await client.databases.list().asResponse();
  console.log(first, every, response.headers);
}
new DigitalOcean({ fetch: globalThis.fetch });
const perCall: RequestOptions = { signal, timeout: 0, headers: {} };
const maybe: RequestOptions = { signal: undefined, timeout: undefined, headers: undefined };

export async function loading(): Promise<void> {
  await init();
  await slim.init("/digitalocean.wasm");
  await slim.init(new URL("https://example.com/digitalocean.wasm"));
  await slim.init(fetch("/digitalocean.wasm"));
  await slim.init(await fetch("/digitalocean.wasm"));
  await slim.init(bytes);
  await slim.init(bytes.buffer);
  await slim.init(Promise.resolve(bytes));
}

export async function registry(): Promise<void> {
  const regions: string[] = (await client.registry.options(perCall)).available_regions;
  sure<Same<ReturnType<typeof client.registry.options>, APIPromise<RegistryOptions>>>();

  const list = client.registry.manifests.list("example", "my/repo", { page: 1, per_page: 200 }, maybe);
  sure<Same<typeof list, PagePromise<Manifest>>>();
  for await (const manifest of list) {
    sure<Same<typeof manifest, Manifest>>();
    const bytes: number = manifest.size_bytes ?? manifest.compressed_size_bytes;
    const tags: string[] = manifest.tags;
    console.log(bytes, tags, manifest.blobs?.[0]?.digest);
    sure<Same<Awaited<ReturnType<typeof client.registry.manifests.delete>>, void>>();
    await client.registry.manifests.delete("example", manifest.repository, manifest.digest, perCall);
  }

  const { garbageCollections } = client.registry;
  const started: GarbageCollection = await garbageCollections.start("example");
  await garbageCollections.start("example", {});
  await garbageCollections.start("example", { type: "unreferenced blobs only" }, perCall);
  await garbageCollections.start("example", { type: "a kind of tomorrow" });
  const active = await garbageCollections.getActive("example", perCall);
  const status: GarbageCollectionStatus = active.status;
  switch (status) {
    case "requested":
    case "succeeded":
      break;
    case "a status of tomorrow":
      break;
  }
  await garbageCollections.update("example", started.uuid, { cancel: true }, perCall);
  for await (const { freed_bytes, type } of garbageCollections.list("example", {}, perCall)) {
    console.log(regions, freed_bytes.toFixed(), type?.length);
  }
}

export async function databases(): Promise<void> {
  const answer = await client.databases.options();
  const sizes: string[] | undefined = answer.options.pg?.layouts?.[0]?.sizes;
  const end: string | null | undefined = answer.version_availability?.pg?.[0]?.end_of_life;

  const smallest: DatabaseClusterCreate = { name: "a", engine: "pg", num_nodes: 1, size: "s", region: "r" };
  const cluster: DatabaseCluster = await client.databases.create(smallest);
  await client.databases.create(
    {
      ...smallest,
      engine: "an engine of tomorrow",
      version: "17",
      tags: null,
      rules: [{ type: "ip_addr", value: "192.0.2.1" }],
      storage_size_mib: null,
      autoscale: { storage: { enabled: true, threshold_percent: 80 } },
      do_settings: { service_cnames: ["db.example.com"] },
      backup_restore: { database_name: "old" },
    },
    perCall,
  );

  for await (const { id, engine, connection, users, tags } of client.databases.list({ tag_name: "web" }, perCall)) {
    const host: string | undefined = connection?.host;
    const password: string | undefined = users?.[0]?.password;
    const known: DatabaseEngine = engine;
    console.log(id, host, password, known, tags?.join());
  }
  const found = await client.databases.get(cluster.id, perCall);
  sure<Same<typeof found, DatabaseCluster>>();
  await client.databases.delete(found.id, perCall);
  console.log(sizes, end, (await client.databases.list()).data.length);
}

export async function changed(id: string): Promise<void> {
  // A body that may be left out, with options.
  await client.databases.users.resetAuth(id, "app");
  await client.databases.users.resetAuth(id, "app", undefined, perCall);
  await client.databases.users.resetAuth(id, "app", { mysql_settings: { auth_plugin: "caching_sha2_password" } });

  // A pool as it was got is a change of it.
  const pool: DatabaseConnectionPoolUpdate = await client.databases.pools.get(id, "web");
  await client.databases.pools.update(id, "web", { ...pool, size: 20 });

  // Slugs of the options, of today and of tomorrow.
  sure<Lists<DatabaseClusterCreate["region"], "nyc3">>();
  sure<Lists<DatabaseClusterCreate["size"], "db-s-1vcpu-1gb">>();
  sure<Lists<Required<DatabaseClusterCreate>["version"], "17">>();
  sure<Lists<Required<RegistryCreate>["region"], "fra1">>();
  sure<Lists<Required<RegistryCreate>["subscription_tier_slug"], "basic">>();
  const { options } = await client.databases.options();
  const [region = "nyc3", other = "a region of tomorrow"] = options.pg?.regions ?? [];
  const size = options.pg?.layouts[0]?.sizes[0] ?? "db-s-1vcpu-1gb";
  await client.databases.create({ name: "a", engine: "pg", version: "19", num_nodes: 1, size, region });
  await client.databases.migrate(id, { region: other });
  await client.databases.create({
    name: "a",
    engine: "pg",
    num_nodes: 1,
    size,
    region,
    storage_autoscale: { enabled: true, threshold_percent: 80, increment_gib: 10 },
  });

  const page = await client.registries.list();
  const bytes: number | undefined = page.body.total_storage_usage_bytes;
  const [index] = (await client.databases.indexes.list(id)).data;
  console.log(bytes, index?.create_time ?? index?.created_time, index?.docs, index?.replication?.leader_index);
}

export async function configurations(engine: DatabaseEngine): Promise<void> {
  const pg = await client.databases.config.get<"pg">("id");
  sure<Same<typeof pg, PostgresConfig>>();
  const seconds: number | undefined = pg.autovacuum_naptime;
  const dotted = pg["pg_stat_statements.track"];

  const mysql = await client.databases.config.get<"mysql">("id", perCall);
  sure<Same<typeof mysql, MysqlConfig>>();
  const kafka = await client.databases.config.get<"kafka">("id", maybe);
  sure<Same<typeof kafka, KafkaConfig>>();
  const wide: WideInteger | undefined = kafka.log_flush_interval_ms;
  if (typeof wide === "bigint") {
    console.log(wide + 1n);
  } else if (wide !== undefined) {
    console.log(wide + 1);
  }

  const advanced = await client.databases.config.get<"advanced_pg">("id");
  console.log(advanced[0]?.requires_restart, seconds, dotted);

  const any = await client.databases.config.get("id");
  sure<Same<typeof any, DatabaseConfigs[keyof DatabaseConfigs]>>();
  sure<Same<DatabaseConfig<"valkey">, DatabaseConfigs["valkey"]>>();
  const unknown = await client.databases.config.get<typeof engine>("id");
  if (!Array.isArray(unknown)) {
    console.log(Object.keys(unknown));
  }
}

export async function changes(engine: DatabaseEngine): Promise<void> {
  const { config } = client.databases;
  await config.update<"pg">("id", { config: { work_mem: 8, "pg_stat_statements.track": "all" } }, perCall);
  await config.update<"kafka">("id", { config: { log_retention_ms: 9223372036854775807n } });
  await config.update<"mysql">("id", { config: { innodb_ft_user_stopword_table: null } });
  await config.update<"advanced_pg">("id", { config: { pg_parameters: { work_mem: "8192" } } });
  await config.update<"pg">("other", { config: await config.get<"pg">("id") });

  // The engine left out, unknown, or of tomorrow.
  await config.update("id", { config: { sql_mode: "ANSI", backup_hour: 3 } });
  await config.update("id", { config: { mysql_parameters: { max_connections: "200" } } });
  const change: DatabaseConfigUpdate<"valkey"> = { config: { valkey_ssl: true } };
  await config.update("id", change);
  await config.update<typeof engine>("id", { config: { anything: [1] } });
  await config.update<"an engine of tomorrow">("id", { config: { anything: [1] } });
}

export async function pages(): Promise<void> {
  const first = await client.registry.manifests.list("example", "web");
  sure<Same<typeof first, Page<Manifest>>>();
  const manifest: Manifest | undefined = first.data[0];
  const total: number | undefined = first.meta?.total;
  const stored: PageParameters | undefined = first.next;
  if (first.hasNextPage()) {
    const next: Page<Manifest> | undefined = await first.getNextPage();
    await first.getNextPage(perCall);
    console.log(next?.data.length);
  }
  for await (const item of first) {
    sure<Same<typeof item, Manifest>>();
  }
  const resumed = client.registry.manifests.list("example", "web", stored);
  console.log(manifest?.digest, total, (await resumed) instanceof Page);
}

export async function responses(): Promise<void> {
  const { data, response } = await client.databases.get("id").withResponse();
  sure<Same<typeof data, DatabaseCluster>>();
  sure<Same<typeof response, ResponseInfo>>();
  const limit: RateLimit | undefined = response.rateLimit;
  const requestId: string | undefined = response.requestId;
  console.log(
    response.status.toFixed(),
    response.attempts.toFixed(),
    response.headers.get("x"),
    limit?.reset.getTime(),
    requestId,
  );
  const page: WithResponse<Page<Manifest>> = await client.registry.manifests.list("a", "b").withResponse();
  console.log(page.data.data.length);
  const [left, right] = await Promise.all([client.databases.get("a"), client.registry.options()]);
  console.log(left.name, right.available_regions);
  const name = await client.databases.get("a").then(
    (cluster) => cluster.name,
    () => undefined,
  );
  sure<Same<typeof name, string | undefined>>();
  const promise: Promise<DatabaseCluster> = client.databases.get("a");
  const kept = await promise.catch(() => null).finally(() => {});
  console.log(name, kept?.id);
}

export async function raw(): Promise<void> {
  const byDefault: DigitalOcean = new Client({ unknownKeys: "refuse" });
  await byDefault.request("patch", "/v2/x", { body: {} }, { unknownKeys: "send" });
  const body = await client.request("GET", "/v2/account", { query: { page: 1, name: "a", deep: true } }, perCall);
  sure<Same<typeof body, unknown>>();
  await client.request("DELETE", "/v2/databases/x");
  const { response } = await client
    .request("PATCH", "/v2/x", { body: { config: { wide: 9223372036854775807n } } })
    .withResponse();
  console.log(response.status);
}

export function errors(thrown: unknown): string {
  if (thrown instanceof RateLimitError) {
    const status: number = thrown.status;
    return `${status} ${thrown.id ?? ""} ${thrown.body.length}`;
  }
  if (thrown instanceof PermissionDeniedError) {
    return thrown.scopes.join();
  }
  if (thrown instanceof AmbiguousWriteError) {
    const found: Promise<unknown> = thrown.findCreated();
    return `${found} ${thrown.hint ?? ""} ${thrown.retryable} ${thrown.retryAt?.toISOString() ?? ""}`;
  }
  if (thrown instanceof NotFoundError || thrown instanceof APIError) {
    return `${thrown.status.toFixed()} ${thrown.requestId ?? ""}`;
  }
  if (thrown instanceof AbortError || thrown instanceof ConnectionError || thrown instanceof LoadError) {
    return String(thrown.cause);
  }
  if (thrown instanceof DigitalOceanError) {
    return thrown.code;
  }
  if (isDigitalOceanError(thrown)) {
    sure<Same<typeof thrown, DigitalOceanError>>();
    const status: number | undefined = thrown.status;
    const operation: string | undefined = thrown.operation;
    return `${thrown.name} ${thrown.message} ${thrown.attempts.toFixed()} ${status ?? ""} ${operation ?? ""}`;
  }
  return "";
}

// Waits: state, result and progress are those of their kind of thing.
async function waiting(cluster: DatabaseCluster): Promise<DatabaseCluster | undefined> {
  const wait = client.databases.createAndWait(
    { name: "backend", engine: "pg", num_nodes: 1, size: "db-s-1vcpu-1gb", region: "nyc3" },
    { onProgress: ({ status }, { elapsed, attempt }) => `${status.length + elapsed + attempt}`, signal, timeout: 0 },
  );
  const { nextAt }: { nextAt: number } = wait.state();
  const again: DatabaseCluster = await client.resumeWait(wait.state());
  const stored: WaitState = JSON.parse(JSON.stringify(wait.state()));
  const any: WaitResults[keyof WaitResults] = await client.resumeWait(stored, { signal });
  await client.databases.waitUntil(cluster, ({ db_names }) => nextAt > 0 && (db_names?.includes("app") ?? false));
  const run = client.registries.garbageCollections.run("example", { type: "untagged manifests only" });
  const { joined, freed_bytes }: { joined: boolean; freed_bytes?: number } = await run;
  for await (const { current, previous, changed } of client.databases.watch(cluster.id)) {
    if (changed.includes("status") && current.status !== previous?.status) break;
  }
  for await (const { added, removed } of client.databases.watchAll({ tag_name: "app" }, { pauseWhenHidden: true })) {
    if (added.concat(removed).some(({ id }) => id === again.id) && joined && any && freed_bytes) break;
  }
  try {
    return await client.databases.waitUntilDeleted(cluster);
  } catch (error) {
    if (error instanceof WaitTimeoutError) return (error as WaitTimeoutError<DatabaseCluster>).lastState;
    throw error;
  }
}
void waiting;
