import { command } from "../command.js";
import type { Details } from "../details.js";
import { percent, query, urlHost, urlPath } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { EngineForms } from "./definition.js";

/** The connection string without TLS, and with `login` before the host. */
export function mongodbUrl(details: Details, login = ""): string {
  const { protocol, host, port, database } = details;
  if (/[/\\. "$*<>:|?\0]/.test(database)) throw notExpressible("database", 'one of /\\. "$*<>:|?');
  // `mongodb+srv` finds hosts and ports by DNS, and refuses a port.
  const address = protocol === "mongodb+srv" ? [protocol, host] : ["mongodb", `${urlHost(host)}:${port}`];
  return `${address.join(`://${login}`)}${urlPath(details)}`;
}

/** The whole connection string. */
export function mongodbUri(details: Details, ca: string): string {
  const login = `${percent(details.user)}:${percent(details.password)}@`;
  return `${mongodbUrl(details, login)}?${query({ tls: "true", tlsCAFile: ca, authSource: "admin" })}`;
}

const env = (details: Details, ca: string) => ({ MONGODB_URI: mongodbUri(details, ca) });

export const mongodb: EngineForms = {
  engine: "mongodb",
  env,
  // An argument could be seen by other users of the machine.
  command: (details, ca) =>
    command("mongosh", ["--nodb", "--shell", "--eval", "db = connect(process.env.MONGODB_URI)"], env(details, ca)),
};
