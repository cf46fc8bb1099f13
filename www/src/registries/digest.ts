import { copyButton } from "../ui/buttons";
import { el } from "../ui/dom";

/** `sha256:10e2c4…` cut to its first 12 hexadecimal digits. */
export function shortDigest(digest: string): string {
  const [algorithm, hexadecimal] = digest.split(":");
  return hexadecimal ? `${algorithm}:${hexadecimal.slice(0, 12)}` : digest;
}

/** Creates a short digest with a button that copies all of it. */
export function digestWithCopy(digest: string): HTMLElement {
  const short = shortDigest(digest);
  return el("span", { class: "digest" }, el("code", { title: digest }, short), copyButton(digest, `digest ${short}`));
}
