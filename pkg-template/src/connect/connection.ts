import type { Command } from "./command.js";
import { type Concealed, conceal } from "./conceal.js";
import { urlHost } from "./encode.js";
import type { Engine } from "./engine.js";
import type { EngineForms, FileNames, Files } from "./engines/definition.js";
import { ConnectError, invalid } from "./errors.js";
import { type Connectable, type ConnectionOptions, type Network, type Parts, partsOf } from "./parts.js";

/** Parts of a connection that are printed. */
export interface ConnectionParts {
  /** Name of the driver, such as `pg`. */
  readonly driver: string;
  /** Protocol that is spoken. */
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Name of the database, where the engine has one. */
  readonly database: string | undefined;
  readonly network: Network;
}

/** Parts of a connection with its secrets. */
export interface RevealedConnection extends ConnectionParts {
  /** Undefined for a user with a certificate. */
  readonly password: string | undefined;
  /** The user's certificate, as PEM; undefined for a user with a password. */
  readonly certificate: string | undefined;
  /** The private key of the certificate, as PEM. */
  readonly key: string | undefined;
  /** The certificate authority, as PEM. */
  readonly ca: string;
}

/**
 * A connection to a database, in the forms that drivers and tools take. TLS is verified in all of them, the host's name
 * included. Printing it shows no secret; `reveal()`, `config`, `toUri()` and `toEnv()` hold them.
 */
export interface Connection<Config = unknown> extends ConnectionParts, Concealed<ConnectionParts, RevealedConnection> {
  /** Options for the constructor of the driver: a new object each time. Pass no connection string beside it. */
  readonly config: Config;
  /**
   * Returns a connection string for the driver, every part percent-encoded.
   * @param files - Name of the file with the CA, where a connection string can have one.
   * @throws `ConnectError` with the code `not_expressible` when the driver would read something else from it.
   */
  toUri(files?: FileNames): string;
  /**
   * Returns environment variables: those that tools of the engine read (`PGHOST`…), `DATABASE_URL` unless the driver
   * would misread it, and `NODE_EXTRA_CA_CERTS`, by which Node verifies where a connection string cannot name the CA.
   * @param files - Name of the file with the CA.
   */
  toEnv(files?: FileNames): Record<string, string>;
  /**
   * Returns a command that connects: `psql`, `mysql`, `mongosh`, `valkey-cli`, `kcat` or `curl`. Its secrets are in its
   * `env`, and none is in its arguments.
   * @param files - Name of the file with the CA, and for Kafka those of the user's certificate and key.
   */
  toCommand(files?: FileNames): Command;
  /**
   * Returns a URL for JDBC without the password, which `DriverManager.getConnection` takes beside it; for MySQL that of
   * MariaDB Connector/J.
   * @param files - Name of the file with the CA.
   * @throws `ConnectError` with the code `not_expressible` for engines without JDBC.
   */
  toJdbc(files?: FileNames): string;
  /**
   * Returns a connection string for .NET (Npgsql, MySqlConnector) without the password.
   * @param files - Name of the file with the CA.
   * @throws `ConnectError` with the code `not_expressible` for other engines.
   */
  toDotNet(files?: FileNames): string;
}

/** A driver: how it wants to be told. */
export interface Driver<Config> {
  name: string;
  forms: EngineForms;
  /** The driver's own name of its engine, where it is not that of its forms. */
  engine?: Engine;
  config(parts: Parts): Config;
  uri(parts: Parts, files: Files): string;
}

/** A function that makes connections for one driver. */
export type ConnectionFunction<Config> = (thing: Connectable, options: ConnectionOptions) => Connection<Config>;

/** Makes the function of a driver. */
export function connectionFunction<Config>(driver: Driver<Config>): ConnectionFunction<Config> {
  return (thing, options) => {
    const parts = partsOf(thing, options, driver.engine ?? driver.forms.engine, driver.name);
    // Refuses now, and not at the first use, what the driver cannot be told.
    driver.config(parts);
    return connectionOf(driver, parts);
  };
}

function connectionOf<Config>(driver: Driver<Config>, parts: Parts): Connection<Config> {
  const { forms } = driver;
  const { engine, host, port, user, password, database, network, ca, certificate } = parts;
  const shown: ConnectionParts = { driver: driver.name, engine, host, port, user, database, network };
  const members = {
    get config() {
      return driver.config(parts);
    },
    toUri: (files?: FileNames) => driver.uri(parts, filesOf(files)),
    toEnv: (given?: FileNames) => {
      const files = filesOf(given);
      const url = expressible(() => driver.uri(parts, files));
      return {
        ...forms.env(parts, files),
        ...(url === undefined ? {} : { DATABASE_URL: url }),
        NODE_EXTRA_CA_CERTS: files.ca,
      };
    },
    toCommand: (files?: FileNames) => forms.command(parts, filesOf(files)),
    toJdbc: (files?: FileNames) => forms.jdbc(parts, filesOf(files)),
    toDotNet: (files?: FileNames) => forms.dotNet(parts, filesOf(files)),
  };
  return conceal(shown, members, {
    masked: certificate ? ["certificate", "key"] : ["password"],
    reveal: () => ({ ...shown, password, certificate: certificate?.cert, key: certificate?.key, ca }),
    text: () => `${engine}://${user}:***@${urlHost(host)}:${port}${database ? `/${database}` : ""}`,
  });
}

/** The value of `make`; undefined where it cannot be expressed. */
function expressible(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof ConnectError && error.code === "not_expressible") return undefined;
    throw error;
  }
}

function filesOf(names: FileNames | undefined): Files {
  const { caFile, certFile, keyFile } = names ?? {};
  const files = {
    ca: caFile ?? "ca-certificate.crt",
    cert: certFile ?? "user-access-certificate.crt",
    key: keyFile ?? "user-access-key.key",
  };
  for (const [name, file] of Object.entries(files)) {
    if (typeof file !== "string" || file === "") throw invalid(`${name}File`, "must be the name of a file");
  }
  return files;
}
