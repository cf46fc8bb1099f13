import { command } from "../command.js";
import type { Details } from "../details.js";
import { authority } from "../encode.js";
import { invalid } from "../errors.js";
import type { EngineForms } from "./definition.js";

/** The number of the database. */
export function databaseNumber({ database }: Details): number {
  if (!/^\d*$/.test(database)) throw invalid("database", "must be a number");
  return Number(database);
}

/** The connection string. It has no way to name a CA. */
export const valkeyUri = (details: Details): string => `rediss://${authority(details)}/${databaseNumber(details)}`;

export const valkey: EngineForms = {
  engine: "valkey",
  env: (details) => ({ REDIS_URL: valkeyUri(details), REDISCLI_AUTH: details.password }),
  command: (details, ca) => {
    const { host, port, user, password } = details;
    const address = ["-h", host, "-p", String(port), "--user", user, "-n", String(databaseNumber(details))];
    return command("valkey-cli", [...address, "--tls", "--cacert", ca, "--sni", host], { REDISCLI_AUTH: password });
  },
};
