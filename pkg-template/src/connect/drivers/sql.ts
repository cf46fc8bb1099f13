import type { Details } from "../details.js";
import { type TlsOptions, tlsOf } from "./tls.js";

/** Options that drivers of SQL databases share. */
export interface SqlConfig {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl: TlsOptions;
}

export function sqlOf(details: Details): SqlConfig {
  const { host, port, user, password, database } = details;
  return { host, port, user, password, database, ssl: tlsOf(details) };
}
