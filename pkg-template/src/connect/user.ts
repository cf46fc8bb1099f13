import type { DatabaseConnection, DatabaseUser } from "../index.js";
import type { Engine } from "./engine.js";
import { ConnectError, invalid } from "./errors.js";
import type { ClientCertificate, Parts } from "./parts.js";

/** A user with secrets: what `client.databases.users` answers, or a name and a password. */
export type UserLike = Pick<DatabaseUser, "name" | "password" | "access_cert" | "access_key">;

type Credentials = Pick<Parts, "user" | "password" | "certificate">;

/** Who logs in, and by which secret: the connection's own user, or another of the cluster. */
export function credentialsOf(
  connection: DatabaseConnection,
  users: readonly UserLike[] | null | undefined,
  user: string | UserLike | undefined,
  auth: "password" | "certificate",
  engine: Engine,
): Credentials {
  const found = typeof user === "object" && user !== null ? user : named(connection, users, user);
  if (typeof found.name !== "string" || found.name === "") throw invalid("user", "must have a name");
  if (auth === "certificate") {
    if (engine !== "kafka") throw invalid("auth", 'must be "password": only Kafka knows certificates of users');
    return { user: found.name, password: undefined, certificate: certificateOf(found) };
  }
  if (auth !== "password") throw invalid("auth", 'must be "password" or "certificate"');
  if (!found.password) throw blank("password", found.name, engine);
  return { user: found.name, password: found.password, certificate: undefined };
}

/** A user by name. The connection has the password of its own; secrets of the same user may stand in either place. */
function named(
  connection: DatabaseConnection,
  users: readonly UserLike[] | null | undefined,
  name: string | undefined,
): UserLike {
  const wanted = name ?? connection.user;
  if (typeof wanted !== "string" || wanted === "") {
    throw invalid("user", "must be the name of a user: the connection has none of its own");
  }
  const listed = users?.find((user) => user.name === wanted);
  if (wanted === connection.user) {
    return { ...listed, name: wanted, password: connection.password || listed?.password || "" };
  }
  if (listed) return listed;
  const remedy = "pass the user itself, from `client.databases.users.get`; `connect` gets it by its name";
  throw invalid("user", users ? `the cluster has no such user; ${remedy}` : `the answer holds no users; ${remedy}`);
}

function certificateOf({ name, access_cert: cert, access_key: key }: UserLike): ClientCertificate {
  if (!cert || !key) throw blank(cert ? "access_key" : "access_cert", name, "kafka");
  return { cert, key };
}

function blank(field: string, name: string, engine: Engine): ConnectError {
  const remedy =
    engine === "mongodb"
      ? "MongoDB's passwords are only in the answer that creates the cluster or the user, or resets it: " +
        "pass `user: { name, password }`"
      : "the token needs the scope database:view_credentials, or pass `user: { name, password }`";
  return new ConnectError(
    "blank_password",
    field,
    `the API left it blank for the user ${JSON.stringify(name)}; ${remedy}`,
  );
}
