import type { Command } from "./command.js";
import { type Concealed, conceal } from "./conceal.js";
import type { Details, Network } from "./details.js";
import { urlHost } from "./encode.js";
import type { Engine } from "./engine.js";
import type { EngineForms } from "./engines/definition.js";
import { notExpressible } from "./errors.js";
import { caOf, type FileNames } from "./file-names.js";
import { type Connectable, type ConnectionOptions, detailsOf } from "./read.js";

/** Details of a connection that are printed. */
export interface ConnectionParts {
  /** Name of the driver, such as `pg`. */
  readonly driver: string;
  /** Protocol that is spoken. */
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Name of the database; empty where the engine has none. */
  readonly database: string;
  readonly network: Network;
}

/** Details of a connection with its secrets. */
export interface RevealedConnection extends ConnectionParts {
  /** Empty for a user with a certificate. */
  readonly password: string;
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
   * @param files - Name of the file with the CA. A Kafka user's certificate and key are read from
   * `user-access-certificate.crt` and `user-access-key.key`.
   */
  toCommand(files?: FileNames): Command;
  /**
   * Returns a URL for JDBC without user and password, which `DriverManager.getConnection` takes beside it; for MySQL that
   * of MariaDB Connector/J.
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
  config(details: Details): Config;
  uri(details: Details, ca: string): string;
}

/** A function that makes connections for one driver. */
export type ConnectionFunction<Config> = (thing: Connectable, options: ConnectionOptions) => Connection<Config>;

/** Makes the function of a driver. */
export function connectionFunction<Config>(driver: Driver<Config>): ConnectionFunction<Config> {
  return (thing, options) => {
    const details = detailsOf(thing, options, driver.forms.engine, driver.name);
    // Refuses now, and not at the first use, what the driver cannot be told.
    driver.config(details);
    return connectionOf(driver, details);
  };
}

function connectionOf<Config>(driver: Driver<Config>, details: Details): Connection<Config> {
  const { forms } = driver;
  const { engine, host, port, user, password, database, network, ca, certificate } = details;
  const shown: ConnectionParts = { driver: driver.name, engine, host, port, user, database, network };
  const other = (name: "jdbc" | "dotNet") => (files?: FileNames) => {
    const form = forms[name];
    if (!form) throw notExpressible(name, engine);
    return form(details, caOf(files));
  };
  const members = {
    get config() {
      return driver.config(details);
    },
    toUri: (files?: FileNames) => driver.uri(details, caOf(files)),
    toEnv: (files?: FileNames) => {
      const ca = caOf(files);
      const env = { ...forms.env(details, ca), NODE_EXTRA_CA_CERTS: ca };
      try {
        return { ...env, DATABASE_URL: driver.uri(details, ca) };
      } catch {
        // The driver would misread it; it has the other variables.
        return env;
      }
    },
    toCommand: (files?: FileNames) => forms.command(details, caOf(files)),
    toJdbc: other("jdbc"),
    toDotNet: other("dotNet"),
  };
  return conceal(shown, members, certificate ? ["certificate", "key"] : ["password"], {
    reveal: () => ({ ...shown, password, certificate: certificate?.cert, key: certificate?.key, ca }),
    toString: () => `${engine}://${user}:***@${urlHost(host)}:${port}/${database}`,
  });
}
