import { command } from "../command.js";
import { authority } from "../encode.js";
import { invalid } from "../errors.js";
import type { Parts } from "../parts.js";
import type { EngineForms } from "./definition.js";

/** The number of the database. */
export function databaseNumber({ database }: Parts): number {
  if (!/^\d*$/.test(database)) throw invalid("database", "must be a number");
  return Number(database);
}

/** The connection string. It has no way to name a CA. */
export const valkeyUri = (parts: Parts): string => `rediss://${authority(parts)}/${databaseNumber(parts)}`;

export const valkey: EngineForms = {
  engine: "valkey",
  env: (parts) => ({ REDIS_URL: valkeyUri(parts), REDISCLI_AUTH: parts.password }),
  command: (parts, ca) => {
    const { host, port, user, password } = parts;
    const address = ["-h", host, "-p", String(port), "--user", user, "-n", String(databaseNumber(parts))];
    return command("valkey-cli", [...address, "--tls", "--cacert", ca, "--sni", host], { REDISCLI_AUTH: password });
  },
};
