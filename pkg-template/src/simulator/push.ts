import { HOST, type ImageReference, parseImageReference } from "../connect/image.js";
import type { SimulatorCore } from "./core.js";

/** An image that is pushed, besides its reference. */
export interface PushOptions {
  /**
   * More tags for it.
   * @default []
   */
  tags?: string[];
  /**
   * The platforms of its index: as buildx does it, each has an untagged manifest and an attestation. At 0, the image is a
   * manifest alone.
   * @default 0
   */
  platforms?: number;
}

/** Pushes an image; returns its digest. */
export function push(core: SimulatorCore, now: number, reference: string, options: PushOptions): string {
  const { registry, repository, tag } = parse(String(reference));
  const { tags = [], platforms = 0 } = options;
  if (!Array.isArray(tags) || !tags.every((tag) => /^\w[\w.-]{0,127}$/.test(tag))) {
    throw new TypeError("tags: must be a list of tags");
  }
  if (!(Number.isInteger(platforms) && platforms >= 0 && platforms <= 20)) {
    throw new TypeError("platforms: must be a whole number from 0 to 20");
  }
  return core.push(registry, repository, [tag, ...tags].filter(Boolean).join(" "), platforms, now);
}

/** Parses a reference of an image to push, with or without the host of the registry. */
function parse(reference: string): ImageReference {
  try {
    const image = parseImageReference(reference.startsWith(`${HOST}/`) ? reference : `${HOST}/${reference}`);
    if (!image.digest) return image;
  } catch {
    // The message below says more.
  }
  throw new TypeError("reference: must be a registry, a repository and perhaps a tag, such as `example/my/repo:v2`");
}
