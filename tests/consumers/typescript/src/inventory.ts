// A user's program: functions typed by the package's types.
import {
  type DatabaseCluster,
  type DatabaseClusterCreate,
  DigitalOcean,
  InvalidRequestError,
  NotFoundError,
  type Page,
  type PagePromise,
  type PostgresConfig,
} from "digitalocean-wasm";

/** The clusters with a tag; not awaited, so that they can be iterated. */
export function tagged(client: DigitalOcean, tag: string): PagePromise<DatabaseCluster> {
  return client.databases.list({ tag_name: tag }, { timeout: 10_000 });
}

/** The longest that a transaction of a PostgreSQL cluster may do nothing, in milliseconds. */
export async function idleLimit(client: DigitalOcean, cluster: DatabaseCluster): Promise<number | undefined> {
  const config: PostgresConfig = await client.databases.config.get<"pg">(cluster.id);
  return config.idle_in_transaction_session_timeout;
}

/** A cluster, or nothing where there is none. */
export async function find(client: DigitalOcean, id: string): Promise<DatabaseCluster | undefined> {
  try {
    return await client.databases.get(id);
  } catch (error) {
    if (error instanceof NotFoundError) {
      const status: number = error.status;
      return status === 404 ? undefined : Promise.reject(error);
    }
    throw error;
  }
}

const backend: DatabaseClusterCreate = {
  name: "backend",
  engine: "pg",
  num_nodes: 1,
  size: "db-s-1vcpu-1gb",
  region: "nyc3",
};
// @ts-expect-error: the field is `num_nodes`.
export const misspelt: DatabaseClusterCreate = { ...backend, nodes: 3 };

/** Why a cluster is refused whose `num_nodes` is text. */
export async function errorOf(client: DigitalOcean): Promise<string> {
  try {
    // @ts-expect-error: `num_nodes` is a number.
    await client.databases.create({ ...backend, num_nodes: "1" });
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      return error.message;
    }
    throw error;
  }
  return "it was not refused";
}

/** Goes through all of it. */
export async function inventory(baseUrl: string, token: string): Promise<void> {
  const client = new DigitalOcean({ baseUrl, token: () => token, maxRetries: 1 });

  const names: string[] = [];
  for await (const cluster of tagged(client, "consumer")) {
    names.push(cluster.name);
  }
  const page: Page<DatabaseCluster> = await tagged(client, "consumer");
  const { data, response } = await tagged(client, "consumer").withResponse();
  if (names.length === 0 || page.data.length === 0 || data.data.length === 0 || response.status !== 200) {
    throw new Error(`the clusters with the tag: ${names}`);
  }

  const postgres = (await client.databases.list()).data.find(
    ({ engine, status }) => engine === "pg" && status === "online",
  );
  const limit = postgres && (await idleLimit(client, postgres));
  if (typeof limit !== "number" && limit !== undefined) {
    throw new Error(`no number: ${limit}`);
  }

  if ((await find(client, "00000000-0000-4000-8000-000000000000")) !== undefined) {
    throw new Error("there is a cluster that there is not");
  }
  const refused = await errorOf(client);
  if (!refused.startsWith("num_nodes: ")) {
    throw new Error(`a cluster whose num_nodes is text: ${refused}`);
  }
}
