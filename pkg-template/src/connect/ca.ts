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
  const all: readonly CaLike[] = Array.isArray(ca) ? ca : [ca];
  const certificates = new Set(all.flatMap(certificatesOf));
  if (certificates.size === 0) throw missing("holds no certificate");
  return [...certificates, ""].join("\n");
}

function certificatesOf(ca: CaLike): string[] {
  const text = typeof ca === "object" && ca !== null ? ca.certificate : ca;
  if (typeof text !== "string") throw missing("is missing");
  const found = (text.includes("-----BEGIN") ? text : decoded(text)).match(PEM);
  if (!found) throw missing("must be a certificate, as PEM or as base64 of a PEM");
  return found.map((certificate) => certificate.replace(/\r\n?/g, "\n"));
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

const missing = (text: string) =>
  invalid("ca", `${text}; pass \`await client.databases.ca.get(clusterId)\`: TLS is verified against it`);
