import { command } from "../command.js";
import { query, urlHost, urlPath } from "../encode.js";
import type { EngineForms } from "./definition.js";
import { dotNetString } from "./dot-net.js";

/** A value of libpq's `name=value` strings. */
const escaped = (value: string | number): string => String(value).replace(/[\s'\\]/g, "\\$&") || "''";

export const postgresql: EngineForms = {
  engine: "postgresql",
  env: ({ host, port, user, password, database }, ca) => ({
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
    PGSSLMODE: "verify-full",
    PGSSLROOTCERT: ca,
    // The driver `postgres` reads this one alone.
    PGSSL: "verify-full",
  }),
  command: ({ host, port, user, password, database }, ca) => {
    const values = { host, port, user, dbname: database, sslmode: "verify-full", sslrootcert: ca };
    const conninfo = Object.entries(values).map(([name, value]) => `${name}=${escaped(value)}`);
    return command("psql", [conninfo.join(" ")], { PGPASSWORD: password });
  },
  jdbc: (details, ca) => {
    const values = query({ sslmode: "verify-full", sslrootcert: ca });
    return `jdbc:postgresql://${urlHost(details.host)}:${details.port}${urlPath(details)}?${values}`;
  },
  dotNet: ({ host, port, user, database }, ca) =>
    dotNetString({
      Host: host,
      Port: port,
      Username: user,
      Database: database,
      "SSL Mode": "VerifyFull",
      "Root Certificate": ca,
    }),
};
