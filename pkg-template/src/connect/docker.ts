import type { DockerCredentials } from "../index.js";
import { type Concealed, conceal } from "./conceal.js";
import { invalid } from "./errors.js";
import { HOST } from "./image.js";
import { toYaml } from "./yaml.js";

/** Lifetime of Docker credentials, which their answer does not tell. */
export interface ExpiryOptions {
  /** The `expiry_seconds` that the credentials were just asked for with; 0 means that they never expire. */
  expirySeconds?: number | undefined;
}

/** Time at which credentials expire. */
export interface Expiry {
  /** RFC 3339; `null` when they never do, `undefined` when `expirySeconds` was left out. */
  readonly expiresAt: string | null | undefined;
}

/** Docker's user and password for DigitalOcean's registries. */
export interface DockerLogin extends Expiry {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
}

/** The content of a `config.json`. */
export interface DockerConfig extends Expiry {
  /** The text of the file. Not printed. */
  readonly content: string;
}

/** A secret with which Kubernetes pulls images. */
export interface KubernetesPullSecret extends Expiry {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The object for a client of Kubernetes. Not printed. */
  readonly manifest: KubernetesSecret;
  /** The same as YAML, for `kubectl apply -f`. Not printed. */
  readonly yaml: string;
}

/** A secret of Kubernetes of the type `kubernetes.io/dockerconfigjson`. */
export interface KubernetesSecret {
  apiVersion: "v1";
  kind: "Secret";
  metadata: { name: string; namespace?: string | undefined; annotations?: Record<string, string> | undefined };
  type: "kubernetes.io/dockerconfigjson";
  data: { ".dockerconfigjson": string };
}

/**
 * Returns user and password for `docker login`, from the answer of `client.registries.dockerCredentials`. Only
 * `registry` and `expiresAt` are printed.
 *
 * @param credentials - The credentials.
 * @param options - Their lifetime.
 * @throws `ConnectError` when they are blank.
 * @example
 * const { registry, username, password } = dockerLogin(credentials);
 */
export function dockerLogin(
  credentials: DockerCredentials,
  options: ExpiryOptions = {},
): DockerLogin & Concealed<Omit<DockerLogin, "username" | "password">, DockerLogin> {
  const shown = { registry: HOST, expiresAt: expiryOf(options) };
  const [username = "", ...rest] = atob(authOf(credentials)).split(":");
  return conceal(shown, { username, password: rest.join(":") });
}

/**
 * Returns the content of Docker's `config.json` with these credentials in it.
 *
 * @param credentials - The answer of `client.registries.dockerCredentials`.
 * @param options - Their lifetime, and `config`: the content so far, as text or parsed, which is kept otherwise.
 * @throws `ConnectError` when they are blank, or `config` is no configuration.
 * @example
 * const config = await readFile(file, "utf8");
 * await writeFile(file, dockerConfig(credentials, { config }).content, { mode: 0o600 });
 */
export function dockerConfig(
  credentials: DockerCredentials,
  options: ExpiryOptions & { config?: string | object | undefined } = {},
): DockerConfig & Concealed<Expiry, DockerConfig> {
  const shown = { expiresAt: expiryOf(options) };
  const content = `${JSON.stringify(merged(parsed(options.config ?? {}), authOf(credentials)), null, 2)}\n`;
  return conceal(shown, { content });
}

/**
 * Returns the secret with which Kubernetes pulls images, as an object and as YAML. An annotation says when it expires.
 *
 * @param credentials - The answer of `client.registries.dockerCredentials`.
 * @param options - Name and namespace of the secret, and the lifetime of the credentials.
 * @throws `ConnectError` when the credentials are blank, or a name is not one of Kubernetes.
 * @example
 * const { yaml } = kubernetesPullSecret(credentials, { name: "registry", namespace: "shop" });
 */
export function kubernetesPullSecret(
  credentials: DockerCredentials,
  options: ExpiryOptions & { name: string; namespace?: string | undefined },
): KubernetesPullSecret & Concealed<Expiry & { name: string; namespace: string | undefined }, KubernetesPullSecret> {
  const { name, namespace } = options;
  if (!/^(?!.{254})[a-z\d]+((-+|\.)[a-z\d]+)*$/.test(name ?? "")) {
    throw invalid("name", "must be of a-z, 0-9, - and .");
  }
  if (namespace && !/^(?!.{64})[a-z\d]+(-+[a-z\d]+)*$/.test(namespace)) {
    throw invalid("namespace", "must be of a-z, 0-9 and -");
  }
  const expiresAt = expiryOf(options);
  const manifest: KubernetesSecret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, annotations: expiresAt ? { "expires-at": expiresAt } : undefined },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": btoa(JSON.stringify(merged({}, authOf(credentials)))) },
  };
  return conceal({ name, namespace, expiresAt }, { manifest, yaml: toYaml(manifest) });
}

function authOf(credentials: DockerCredentials): string {
  const auth = credentials?.auths?.[HOST]?.auth;
  if (!auth) throw invalid("credentials", "must be the answer of `client.registries.dockerCredentials`");
  return auth;
}

/**
 * A configuration with credentials that Docker uses: a helper or a store would come before them, so this host has none.
 * An empty helper is Docker's way to use no store. Podman takes it for a program, so it is written only where it has to be.
 */
function merged(config: { auths?: object; credHelpers?: object; credsStore?: string }, auth: string): object {
  const { auths, credHelpers, credsStore } = config;
  return {
    ...config,
    auths: { ...auths, [HOST]: { auth } },
    credHelpers: (credHelpers || credsStore) && { ...credHelpers, [HOST]: credsStore ? "" : undefined },
  };
}

function parsed(config: string | object): object {
  try {
    return typeof config === "string" ? JSON.parse(config || "{}") : config;
  } catch {
    // The error of the parser may quote the text, which holds secrets.
    throw invalid("config", "must be JSON");
  }
}

function expiryOf({ expirySeconds: seconds }: ExpiryOptions): string | null | undefined {
  if (!seconds) return seconds === 0 ? null : undefined;
  return new Date(Date.now() + seconds * 1000).toISOString();
}
