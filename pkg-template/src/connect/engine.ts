import type { DatabaseConnection } from "../index.js";

/** A database engine, by its protocol: Advanced Edition counts as what it is compatible with, Redis as Valkey. */
export type Engine = "postgresql" | "mysql" | "mongodb" | "valkey" | "kafka" | "opensearch";

/** The engine behind a connection. Replicas and pools do not name it, so the connection's protocol is asked. */
export function engineOf(target: object, { protocol }: Pick<DatabaseConnection, "protocol">): Engine | undefined {
  const name = "engine" in target ? target.engine : protocol;
  const [family] = /pg|postgres|mysql|mongodb|redis|valkey|kafka|opensearch/.exec(String(name)) ?? [];
  if (family === "pg" || family === "postgres") return "postgresql";
  return family === "redis" ? "valkey" : (family as Engine | undefined);
}
