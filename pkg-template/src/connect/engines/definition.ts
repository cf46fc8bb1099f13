import type { Command } from "../command.js";
import type { Engine } from "../engine.js";
import type { Parts } from "../parts.js";

/** Names of the files that connection strings and commands refer to. The caller writes them. */
export interface FileNames {
  /**
   * Name of the file with the certificate authority, whose text is `caFile(ca)`.
   *
   * @default "ca-certificate.crt"
   */
  caFile?: string | undefined;
  /**
   * Name of the file with the user's certificate; Kafka only.
   *
   * @default "user-access-certificate.crt"
   */
  certFile?: string | undefined;
  /**
   * Name of the file with the user's private key; Kafka only.
   *
   * @default "user-access-key.key"
   */
  keyFile?: string | undefined;
}

/** The same, with their defaults. */
export interface Files {
  ca: string;
  cert: string;
  key: string;
}

/** The forms of a connection that depend on the engine, whatever the driver. */
export interface EngineForms {
  engine: Engine;
  /** Environment variables that tools of the engine read. */
  env(parts: Parts, files: Files): Record<string, string>;
  command(parts: Parts, files: Files): Command;
  jdbc(parts: Parts, files: Files): string;
  dotNet(parts: Parts, files: Files): string;
}
