import { command } from "../command.js";
import { percent, query, urlHost, urlPath } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { Parts } from "../parts.js";
import type { EngineForms, Files } from "./definition.js";

/** `mongodb+srv` finds hosts and ports by DNS, and refuses a port. */
const address = ({ protocol, host, port }: Parts): [scheme: string, host: string] =>
  protocol === "mongodb+srv" ? [protocol, host] : ["mongodb", `${urlHost(host)}:${port}`];

/** The connection string without user, password and TLS. */
export function mongodbUrl(parts: Parts): string {
  checkDatabase(parts);
  const [scheme, host] = address(parts);
  return `${scheme}://${host}${urlPath(parts)}`;
}

/** The whole connection string. */
export function mongodbUri(parts: Parts, { ca }: Files): string {
  checkDatabase(parts);
  const [scheme, host] = address(parts);
  const login = `${percent(parts.user)}:${percent(parts.password ?? "")}`;
  const values = query({ tls: "true", tlsCAFile: ca, authSource: "admin" });
  return `${scheme}://${login}@${host}${urlPath(parts)}?${values}`;
}

function checkDatabase({ database = "" }: Parts): void {
  if (/[/\\. "$*<>:|?\0]/.test(database)) {
    throw notExpressible("database", 'MongoDB allows none of /\\. "$*<>:|? in a name');
  }
}

export const mongodb: EngineForms = {
  engine: "mongodb",
  env: (parts, files) => ({ MONGODB_URI: mongodbUri(parts, files) }),
  // An argument could be seen by other users of the machine.
  command: (parts, files) =>
    command("mongosh", ["--nodb", "--shell", "--eval", "db = connect(process.env.MONGODB_URI)"], {
      MONGODB_URI: mongodbUri(parts, files),
    }),
  jdbc: () => {
    throw notExpressible("toJdbc", "MongoDB has no JDBC driver; its Java driver takes toUri()");
  },
  dotNet: () => {
    throw notExpressible(
      "toDotNet",
      "MongoDB's driver for .NET cannot name a CA in a string; use toUri() and SslSettings",
    );
  },
};
