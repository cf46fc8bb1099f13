import { invalid } from "./errors.js";

/** An image in a registry of DigitalOcean. */
export interface ImageReference {
  /** Name of the registry, `example` in `registry.digitalocean.com/example/my/repo`. */
  registry: string;
  /** Name of the repository, `my/repo` there; it may have slashes. */
  repository: string;
  /** Tag, if the reference has one. */
  tag?: string | undefined;
  /** Digest of the manifest, such as `sha256:…`, if the reference has one. */
  digest?: string | undefined;
}

/** The host of DigitalOcean's registries. */
export const HOST = "registry.digitalocean.com";
const REFERENCE =
  /^registry\.digitalocean\.com\/([a-z\d][-a-z\d]*)\/([a-z\d]+(?:(?:[./]|__?|-+)[a-z\d]+)*)(?::(\w[\w.-]{0,127}))?(?:@([a-z][\w+.-]*:[\da-f]+))?$/;

/**
 * Parses an image reference such as `registry.digitalocean.com/example/my/repo:1@sha256:…`.
 *
 * @param reference - The reference, with the registry's host.
 * @throws `ConnectError` when it is not one of DigitalOcean's registries.
 * @example
 * const { registry, repository, tag } = parseImageReference("registry.digitalocean.com/example/my/repo:latest");
 */
export function parseImageReference(reference: string): ImageReference {
  const match = REFERENCE.exec(reference);
  if (!match) throw invalid("reference", `must be like ${HOST}/registry/repository:tag@sha256:digest`);
  const [, registry = "", repository = "", tag, digest] = match;
  return { registry, repository, tag, digest };
}

/**
 * Writes an image reference, as `docker pull` takes it.
 *
 * @param image - Registry and repository, and optionally tag and digest.
 * @throws `ConnectError` when a part is not as a reference can have it.
 * @example
 * formatImageReference({ registry: "example", repository: "my/repo", tag: "latest" });
 */
export function formatImageReference(image: ImageReference): string {
  const { registry, repository, tag, digest } = image;
  const text = `${HOST}/${registry}/${repository}${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`;
  parseImageReference(text);
  return text;
}

/**
 * Returns the arguments of calls about an image: of `client.registries.manifests` with `"digest"`, of
 * `client.registries.tags` with `"tag"`, and of their lists with neither.
 *
 * @param image - A reference, as text or parsed.
 * @param last - The part that the call takes last.
 * @throws `ConnectError` when the reference has no such part.
 * @example
 * const reference = "registry.digitalocean.com/example/my/repo@sha256:abcd";
 * await client.registries.manifests.delete(...imageArguments(reference, "digest"));
 */
export function imageArguments(image: ImageReference | string): [registry: string, repository: string];
export function imageArguments(
  image: ImageReference | string,
  last: "digest" | "tag",
): [registry: string, repository: string, last: string];
export function imageArguments(image: ImageReference | string, last?: "digest" | "tag"): string[] {
  const parsed = parseImageReference(typeof image === "string" ? image : formatImageReference(image));
  const { registry, repository } = parsed;
  if (!last) return [registry, repository];
  const value = parsed[last];
  if (!value) throw invalid("reference", `must have a ${last}`);
  return [registry, repository, value];
}
