import type { DatabaseConnection } from "../index.js";

/** A database engine, by its protocol: Advanced Edition counts as what it is compatible with, Redis as Valkey. */
export type Engine = "postgresql" | "mysql" | "mongodb" | "valkey" | "kafka" | "opensearch";

const ENGINES: Record<string, Engine> = {
  pg: "postgresql",
  advanced_pg: "postgresql",
  postgres: "postgresql",
  postgresql: "postgresql",
  mysql: "mysql",
  advanced_mysql: "mysql",
  mongodb: "mongodb",
  "mongodb+srv": "mongodb",
  redis: "valkey",
  rediss: "valkey",
  valkey: "valkey",
  valkeys: "valkey",
  kafka: "kafka",
  opensearch: "opensearch",
};

/** The engine behind a connection. Replicas and pools do not name it, so the connection's protocol is asked. */
export function engineOf(target: object, { protocol }: Pick<DatabaseConnection, "protocol">): Engine | undefined {
  const name = "engine" in target ? String(target.engine) : (protocol ?? "");
  return Object.hasOwn(ENGINES, name) ? ENGINES[name] : undefined;
}
