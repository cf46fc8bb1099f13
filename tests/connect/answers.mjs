// Answers of the API about servers of the tests, with secrets that nothing escapes by itself.
import dns from "node:dns";
import { HOST, OTHER_HOST } from "./certificates.mjs";

export const PASSWORD = "p@:/?#%[] ü%41+&='\"\\$";
export const DATABASE = "we/ird?db#1 ü";
export const USER = "doadmin";

const connection = (protocol, { host = HOST, port, user = USER, password = PASSWORD, database = "" }) => ({
  protocol,
  uri: "not to be used",
  database,
  host,
  port,
  user,
  password,
  ssl: true,
});

/** A cluster, whose private connection is the public one by another name. */
export const cluster = (engine, protocol, parts) => ({
  id: "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30",
  name: "backend",
  engine,
  status: "online",
  region: "nyc3",
  connection: connection(protocol, parts),
  private_connection: connection(protocol, { ...parts, host: "localhost" }),
  users: parts.users ?? [{ name: parts.user ?? USER, role: "primary", password: parts.password ?? PASSWORD }],
});

export const pool = (parts) => ({
  name: parts.database,
  mode: "transaction",
  size: 10,
  db: "defaultdb",
  user: USER,
  connection: connection("postgresql", parts),
  private_connection: connection("postgresql", { ...parts, host: "localhost" }),
});

/** The answer of `client.databases.ca.get`. */
export const caAnswer = ({ ca }) => ({ certificate: Buffer.from(ca).toString("base64") });

/** Lets the names of the tests resolve to the loopback interface, in this process. */
export function resolveNames() {
  const { lookup, promises } = dns;
  const resolved = (name) => (name === HOST || name === OTHER_HOST ? "127.0.0.1" : name);
  const { lookup: lookupLater } = promises;
  dns.lookup = (name, ...rest) => lookup(resolved(name), ...rest);
  promises.lookup = (name, ...rest) => lookupLater(resolved(name), ...rest);
}
