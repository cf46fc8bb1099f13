import type { DatabaseCa } from "digitalocean-wasm";
import { caFile } from "digitalocean-wasm/connect";
import { copyButton } from "../ui/buttons";
import { el } from "../ui/dom";

/** Creates the row of a cluster's certificate authority: a file to save, and a button that copies it. */
export function caDownload(ca: DatabaseCa, name: string): HTMLElement {
  const pem = caFile(ca);
  const href = `data:application/x-pem-file,${encodeURIComponent(pem)}`;
  const link = el(
    "a",
    { href, download: `${name}-ca-certificate.crt`, class: "link", "data-testid": "connection-ca" },
    "Download",
  );
  return el(
    "p",
    { class: "connection-ca" },
    el("span", { class: "secondary" }, "Certificate authority, for TLS"),
    link,
    copyButton(pem, "certificate authority"),
  );
}
