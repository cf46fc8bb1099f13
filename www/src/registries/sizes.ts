import { el } from "../ui/dom";
import { formatBytes } from "../ui/format";

/** Creates the compressed size and, once the API has computed it, the unpacked one. */
export function imageSize(image: { compressed_size_bytes: number; size_bytes?: number }): HTMLElement[] {
  const compressed = el("span", {}, formatBytes(image.compressed_size_bytes));
  return image.size_bytes
    ? [compressed, el("span", { class: "secondary" }, `${formatBytes(image.size_bytes)} unpacked`)]
    : [compressed];
}
