import type { DockerCredentials } from "../index.js";
import { type Concealed, conceal } from "./conceal.js";
import { ConnectError, invalid } from "./errors.js";
import { toYaml } from "./yaml.js";

const HOST = "registry.digitalocean.com";

/** Lifetime of Docker credentials, which their answer does not tell. */
export interface ExpiryOptions {
  /**
   * The `expiry_seconds` that the credentials were asked for with; 0 means that they never expire. They count from
   * `issuedAt`.
   */
  expirySeconds?: number | undefined;
  /**
   * Time at which the credentials were answered.
   *
   * @default now
   */
  issuedAt?: Date | undefined;
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
  metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
  type: "kubernetes.io/dockerconfigjson";
  data: { ".dockerconfigjson": string };
}

/**
 * Returns user and password for `docker login`, from the answer of `client.registries.dockerCredentials.get`. Only
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
  const [, username = "", password = ""] = /^([^:]*):([\s\S]*)$/.exec(atob(authOf(credentials))) ?? [];
  const secret = { username, password };
  return conceal(shown, secret, { masked: ["username", "password"], reveal: () => ({ ...shown, ...secret }) });
}

/**
 * Returns the content of Docker's `config.json` with these credentials in it.
 *
 * @param credentials - The answer of `client.registries.dockerCredentials.get`.
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
  return conceal(shown, { content }, { masked: ["content"], reveal: () => ({ ...shown, content }) });
}

/**
 * Returns the secret with which Kubernetes pulls images, as an object and as YAML. An annotation says when it expires.
 *
 * @param credentials - The answer of `client.registries.dockerCredentials.get`.
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
  checkName("name", name, /^(?=.{1,253}$)[a-z\d]([-a-z\d]*[a-z\d])?(\.[a-z\d]([-a-z\d]*[a-z\d])?)*$/);
  if (namespace !== undefined) checkName("namespace", namespace, /^(?=.{1,63}$)[a-z\d]([-a-z\d]*[a-z\d])?$/);
  const shown = { name, namespace, expiresAt: expiryOf(options) };
  const manifest: KubernetesSecret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(shown.expiresAt ? { annotations: { "expires-at": shown.expiresAt } } : {}),
    },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": btoa(JSON.stringify({ auths: { [HOST]: { auth: authOf(credentials) } } })) },
  };
  const secret = { manifest, yaml: toYaml({ ...manifest }) };
  return conceal(shown, secret, { masked: ["manifest", "yaml"], reveal: () => ({ ...shown, ...secret }) });
}

function authOf(credentials: DockerCredentials): string {
  const auth = credentials?.auths?.[HOST]?.auth;
  if (typeof auth !== "string") {
    throw invalid("credentials", "must be the answer of `client.registries.dockerCredentials.get`");
  }
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(auth) || !atob(auth).includes(":")) {
    throw new ConnectError("blank_password", `credentials.auths["${HOST}"].auth`, "must be base64 of user:password");
  }
  return auth;
}

/** A configuration with credentials that Docker uses: a credential store would come first, so this host has none. */
function merged(config: Record<string, unknown>, auth: string): object {
  const { auths, credHelpers = {}, credsStore } = config;
  const helpers = { ...(credHelpers as object), [HOST]: "" };
  if (!credsStore) Reflect.deleteProperty(helpers, HOST);
  return {
    ...config,
    auths: { ...(auths as object), [HOST]: { auth } },
    ...(Object.keys(helpers).length > 0 || "credHelpers" in config ? { credHelpers: helpers } : {}),
  };
}

function parsed(config: string | object): Record<string, unknown> {
  try {
    const value = typeof config === "string" ? JSON.parse(config.trim() || "{}") : config;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Its error may quote the text, which holds secrets.
  }
  throw invalid("config", "must be the content of a config.json: an object");
}

function expiryOf({ expirySeconds, issuedAt = new Date() }: ExpiryOptions): string | null | undefined {
  if (expirySeconds === undefined || expirySeconds === 0) return expirySeconds === 0 ? null : undefined;
  const time = issuedAt instanceof Date ? issuedAt.getTime() : Number.NaN;
  if (Number.isNaN(time)) throw invalid("issuedAt", "must be a date");
  if (!Number.isInteger(expirySeconds) || expirySeconds < 0 || expirySeconds > 1e11) {
    throw invalid("expirySeconds", "must be a whole number of seconds; 0 for never");
  }
  return new Date(time + expirySeconds * 1000).toISOString();
}

function checkName(field: string, name: unknown, pattern: RegExp): void {
  if (typeof name !== "string" || !pattern.test(name)) {
    throw invalid(field, "must be lower-case letters, digits and hyphens, and begin and end with a letter or digit");
  }
}
