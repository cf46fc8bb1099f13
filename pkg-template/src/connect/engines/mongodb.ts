import { command } from "../command.js";
import { percent, query, urlHost, urlPath } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { Parts } from "../parts.js";
import type { EngineForms } from "./definition.js";

/** The connection string without TLS, and with `login` before the host. */
export function mongodbUrl(parts: Parts, login = ""): string {
  const { protocol, host, port, database } = parts;
  if (/[/\\. "$*<>:|?\0]/.test(database)) throw notExpressible("database", 'one of /\\. "$*<>:|?');
  // `mongodb+srv` finds hosts and ports by DNS, and refuses a port.
  const address = protocol === "mongodb+srv" ? [protocol, host] : ["mongodb", `${urlHost(host)}:${port}`];
  return `${address.join(`://${login}`)}${urlPath(parts)}`;
}

/** The whole connection string. */
export function mongodbUri(parts: Parts, ca: string): string {
  const login = `${percent(parts.user)}:${percent(parts.password)}@`;
  return `${mongodbUrl(parts, login)}?${query({ tls: "true", tlsCAFile: ca, authSource: "admin" })}`;
}

const env = (parts: Parts, ca: string) => ({ MONGODB_URI: mongodbUri(parts, ca) });

export const mongodb: EngineForms = {
  engine: "mongodb",
  env,
  // An argument could be seen by other users of the machine.
  command: (parts, ca) =>
    command("mongosh", ["--nodb", "--shell", "--eval", "db = connect(process.env.MONGODB_URI)"], env(parts, ca)),
};
