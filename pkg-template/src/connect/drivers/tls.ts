import type { Details } from "../details.js";

/** Options of Node's `tls.connect` that drivers hand on. */
export interface TlsOptions {
  /** The certificate authority, as PEM. */
  ca: string;
  rejectUnauthorized: true;
}

/** The certificate and private key of a user. */
export interface TlsClientOptions extends TlsOptions {
  cert?: string;
  key?: string;
}

export const tlsOf = ({ ca }: Details): TlsOptions => ({ ca, rejectUnauthorized: true });
