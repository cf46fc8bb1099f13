import type { DatabaseConnection, DatabaseUser } from "../index.js";
import type { Details } from "./details.js";
import type { Engine } from "./engine.js";
import { ConnectError, invalid, NEEDS_SCOPE } from "./errors.js";

/** A user with secrets: what `client.databases.users` answers, or a name and a password. */
export type UserLike = Pick<DatabaseUser, "name" | "password" | "access_cert" | "access_key">;

type Credentials = Pick<Details, "user" | "password" | "certificate">;

/** Who logs in, and by which secret: the connection's own user, or another of the cluster. */
export function credentialsOf(
  connection: DatabaseConnection,
  users: readonly UserLike[] | null | undefined,
  user: string | UserLike | undefined,
  auth: "password" | "certificate",
  engine: Engine,
): Credentials {
  const found = typeof user === "object" ? user : named(connection, users, user);
  const { name, password, access_cert: cert, access_key: key } = found;
  if (auth === "password") {
    if (!password) throw blank("password", name, engine);
    return { user: name, password, certificate: undefined };
  }
  if (auth !== "certificate" || engine !== "kafka") {
    throw invalid("auth", 'must be "password", or for Kafka "certificate"');
  }
  if (!cert || !key) throw blank("access_cert and access_key", name, engine);
  return { user: name, password: "", certificate: { cert, key } };
}

/** A user by name. The connection has the password of its own; secrets of the same user may stand in either place. */
function named(
  connection: DatabaseConnection,
  users: readonly UserLike[] | null | undefined,
  name: string | undefined,
): UserLike {
  const wanted = name ?? connection.user;
  const listed = users?.find((user) => user.name === wanted);
  if (wanted && wanted === connection.user) {
    return { ...listed, name: wanted, password: connection.password || listed?.password || "" };
  }
  if (listed) return listed;
  throw invalid("user", "must be one of the cluster's, or the answer of `client.databases.users.get`");
}

function blank(field: string, name: string, engine: Engine): ConnectError {
  const remedy = engine === "mongodb" ? "MongoDB's is only in the answer that creates or resets a user" : NEEDS_SCOPE;
  return new ConnectError("blank_password", field, `blank for ${name}; ${remedy}. Or pass user: { name, password }`);
}
