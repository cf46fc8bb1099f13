import type { DatabaseCa } from "../index.js";
import { invalid } from "./errors.js";

/** A certificate authority: the answer of `client.databases.ca.get`, its `certificate`, or the text of a PEM file. */
export type CaLike = Pick<DatabaseCa, "certificate"> | string;

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Returns the certificate authority of a cluster as PEM: the text of a `ca-certificate.crt`. It is not secret.
 *
 * @param ca - The answer of `client.databases.ca.get`, or several of them for one file.
 * @throws `ConnectError` when it holds no certificate.
 * @example
 * await writeFile("ca-certificate.crt", caFile(await client.databases.ca.get(id)));
 */
export function caFile(ca: CaLike | readonly CaLike[]): string {
  const certificates = new Set([ca].flat().flatMap(certificatesOf));
  return [...certificates, ""].join("\n");
}

function certificatesOf(ca: CaLike): string[] {
  const text = String(typeof ca === "object" ? ca?.certificate : ca);
  const found = text.match(PEM) ?? decoded(text).match(PEM);
  if (!found) throw invalid("ca", "must be the answer of `client.databases.ca.get`, or a certificate");
  return found;
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}
