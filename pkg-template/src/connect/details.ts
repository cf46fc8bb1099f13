import type { Engine } from "./engine.js";

/** A network to connect from: anywhere, or the VPC of the cluster. */
export type Network = "public" | "private";

/** A certificate of a user with its private key, as PEM. */
export interface ClientCertificate {
  cert: string;
  key: string;
}

/** The details that every form of a connection is made of. */
export interface Details {
  engine: Engine;
  /** Scheme of the API's own connection string; tells `mongodb+srv` from `mongodb`. */
  protocol: string | undefined;
  host: string;
  port: number;
  user: string;
  /** Empty with a certificate. */
  password: string;
  certificate: ClientCertificate | undefined;
  /** Empty where the engine has none. */
  database: string;
  network: Network;
  ca: string;
}
