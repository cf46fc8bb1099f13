import { command } from "../command.js";
import { authority } from "../encode.js";
import { invalid, notExpressible } from "../errors.js";
import type { Parts } from "../parts.js";
import type { EngineForms } from "./definition.js";

/** The number of the database; undefined for the first. */
export function databaseNumber({ database }: Parts): number | undefined {
  if (database === undefined) return undefined;
  if (!/^\d{1,5}$/.test(database)) throw invalid("database", "must be a number, such as 0");
  return Number(database);
}

/** The connection string. It has no way to name a CA. */
export const valkeyUri = (parts: Parts): string => `rediss://${authority(parts)}/${databaseNumber(parts) ?? 0}`;

export const valkey: EngineForms = {
  engine: "valkey",
  env: (parts) => ({ REDIS_URL: valkeyUri(parts), REDISCLI_AUTH: parts.password ?? "" }),
  command: (parts, { ca }) => {
    const { host, port, user, password = "" } = parts;
    const address = ["-h", host, "-p", String(port), "--user", user, "-n", String(databaseNumber(parts) ?? 0)];
    return command("valkey-cli", [...address, "--tls", "--cacert", ca, "--sni", host], { REDISCLI_AUTH: password });
  },
  jdbc: () => {
    throw notExpressible("toJdbc", "Valkey has no JDBC driver");
  },
  dotNet: () => {
    throw notExpressible("toDotNet", "StackExchange.Redis cannot name a CA in a string; use TrustIssuer(caFile)");
  },
};
