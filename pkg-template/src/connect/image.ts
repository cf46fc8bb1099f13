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

const HOST = "registry.digitalocean.com";
const COMPONENT = "[a-z\\d]+(?:(?:\\.|_|__|-+)[a-z\\d]+)*";
const PARTS = {
  registry: new RegExp(`^${COMPONENT}$`),
  repository: new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`),
  tag: /^\w[\w.-]{0,127}$/,
  digest: /^[A-Za-z][A-Za-z\d]*(?:[-_+.][A-Za-z][A-Za-z\d]*)*:[\da-fA-F]+$/,
};

/**
 * Parses an image reference such as `registry.digitalocean.com/example/my/repo:1@sha256:…`.
 *
 * @param reference - The reference, with the registry's host.
 * @throws `ConnectError` when it is not one of DigitalOcean's registries.
 * @example
 * const { registry, repository, tag } = parseImageReference("registry.digitalocean.com/example/my/repo:latest");
 */
export function parseImageReference(reference: string): ImageReference {
  const text = typeof reference === "string" ? reference : "";
  const match = /^(?:https?:\/\/)?([^/]+)\/([^/:@]+)\/([^:@]+)(?::([^@]*))?(?:@(.*))?$/.exec(text);
  const [, host = "", registry = "", repository = "", tag, digest] = match ?? [];
  if (host.toLowerCase() !== HOST) {
    throw invalid("reference", `must be like ${HOST}/registry/repository:tag or …@sha256:digest`);
  }
  const image = {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
  check(image);
  return image;
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
  check(image);
  const { registry, repository, tag, digest } = image;
  return `${HOST}/${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/**
 * Returns the arguments for calls about a repository: of `client.registries.manifests.list` and `tags.list`.
 *
 * @param image - A reference, as text or parsed.
 * @throws `ConnectError` when it is not one of DigitalOcean's registries.
 * @example
 * const tags = await client.registries.tags.list(...repositoryArguments("registry.digitalocean.com/example/my/repo"));
 */
export function repositoryArguments(image: ImageReference | string): [registry: string, repository: string] {
  const { registry, repository } = parsed(image);
  return [registry, repository];
}

/**
 * Returns the arguments for calls about a manifest: of `client.registries.manifests.delete`.
 *
 * @param image - A reference with a digest, as text or parsed.
 * @throws `ConnectError` when it has no digest.
 * @example
 * await client.registries.manifests.delete(...manifestArguments("registry.digitalocean.com/example/my/repo@sha256:abcd"));
 */
export function manifestArguments(
  image: ImageReference | string,
): [registry: string, repository: string, digest: string] {
  const { registry, repository, digest } = parsed(image);
  if (digest === undefined) throw invalid("reference", "must have a digest, such as @sha256:…, to name a manifest");
  return [registry, repository, digest];
}

/**
 * Returns the arguments for calls about a tag: of `client.registries.tags.delete`.
 *
 * @param image - A reference with a tag, as text or parsed.
 * @throws `ConnectError` when it has no tag.
 * @example
 * await client.registries.tags.delete(...tagArguments("registry.digitalocean.com/example/my/repo:old"));
 */
export function tagArguments(image: ImageReference | string): [registry: string, repository: string, tag: string] {
  const { registry, repository, tag } = parsed(image);
  if (tag === undefined) throw invalid("reference", "must have a tag, such as :latest");
  return [registry, repository, tag];
}

function parsed(image: ImageReference | string): ImageReference {
  if (typeof image === "string") return parseImageReference(image);
  check(image);
  return image;
}

function check(image: ImageReference): void {
  if (typeof image !== "object" || image === null) throw invalid("image", "must be a reference, as text or parsed");
  for (const name of ["registry", "repository", "tag", "digest"] as const) {
    const value: unknown = image[name];
    if (value === undefined && (name === "tag" || name === "digest")) continue;
    if (typeof value !== "string" || !PARTS[name].test(value)) {
      throw invalid(name, "is not as an image reference can have it");
    }
  }
}
