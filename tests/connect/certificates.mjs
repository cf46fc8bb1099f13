// Certificate authorities of the tests, by openssl.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A name that resolves to the loopback interface in the tests and is in the certificates, and one that is not. */
export const HOST = "db.test";
export const OTHER_HOST = "other.test";

/** An address at which the servers of the tests listen, and which is not in the certificates. */
export const OTHER_ADDRESS = "127.0.0.1";

/** A folder with the keys and certificates of an authority, of a server, for `hosts` too, and of a user. */
export function createAuthority(...hosts) {
  const folder = mkdtempSync(join(tmpdir(), "digitalocean-wasm-ca-"));
  const path = (name) => join(folder, name);
  const openssl = (...parameters) => execFileSync("openssl", parameters, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.crt", "-days", "2", "-subj", "/CN=Test CA");
  const sign = (name, subject, extensions) => {
    openssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    writeFileSync(path(`${name}.ext`), extensions);
    const by = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", `${name}.ext`];
    openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-out", `${name}.crt`, "-days", "2");
  };
  const names = ["localhost", HOST, ...hosts].map((name) => `DNS:${name}`);
  sign("server", "/CN=server", `subjectAltName=${names},IP:::1\n`);
  sign("user", "/CN=collector", "extendedKeyUsage=clientAuth\n");
  return {
    folder,
    caFile: path("ca.crt"),
    certFile: path("server.crt"),
    keyFile: path("server.key"),
    ca: readFileSync(path("ca.crt"), "utf8"),
    cert: readFileSync(path("server.crt"), "utf8"),
    key: readFileSync(path("server.key"), "utf8"),
    userCert: readFileSync(path("user.crt"), "utf8"),
    userKey: readFileSync(path("user.key"), "utf8"),
  };
}
