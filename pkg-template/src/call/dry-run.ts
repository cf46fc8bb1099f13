import { define } from "../errors/own.js";
import { maskSecrets } from "../result/redact.js";

/**
 * A request that was checked and built, but not sent: the result of a call with `dryRun: true`.
 *
 * @example
 * const dry = client.withOptions({ dryRun: true });
 * const request = await dry.databases.resize("my-cluster-id", { size: "db-s-2vcpu-4gb", num_nodes: 2 });
 * console.log(request.method, request.url); // PUT https://api.digitalocean.com/v2/databases/my-cluster-id/resize
 * console.log(request.toCurl());
 */
export class DryRun {
  /** The HTTP method. */
  readonly method: string;
  /** The complete URL, with its query. */
  readonly url: string;
  /** The headers by name, in lower case. In place of the token there is `$DIGITALOCEAN_TOKEN`. */
  readonly headers: Record<string, string>;
  /**
   * The body as JSON text, passwords included; undefined without a body. Not enumerable, so that loggers leave it out.
   */
  declare readonly body: string | undefined;

  /** @internal */
  constructor(method: string, url: string, headers: Record<string, string>, body: string | undefined) {
    this.method = method;
    this.url = url;
    this.headers = { ...headers };
    define(this, "body", body);
  }

  /**
   * Returns the request as a `curl` command for a POSIX shell. The token is read from `DIGITALOCEAN_TOKEN`; passwords
   * and other secrets in the body are replaced by `…`.
   */
  toCurl(): string {
    const { authorization, ...headers } = this.headers;
    const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const body = this.body && maskSecrets(this.body);
    return [
      `curl --request ${this.method} ${quoted(this.url)}`,
      `--header "authorization: ${authorization}"`,
      ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
      ...(body === undefined ? [] : [`--data ${quoted(body)}`]),
    ].join(" ");
  }
}

/**
 * A client whose calls send nothing and resolve to a `DryRun`, the request they would send. Made by
 * `client.withOptions({ dryRun: true })`. Iterating its lists is not supported, and it has no waits.
 */
export type DryClient<T> = {
  readonly [Name in keyof T as T[Name] extends (...parameters: never[]) => infer Result
    ? Result extends { state(): unknown } | AsyncIterator<unknown>
      ? never
      : Name
    : Name]: T[Name] extends (...parameters: infer Parameters) => unknown
    ? (...parameters: Parameters) => Promise<DryRun>
    : T[Name] extends object
      ? DryClient<T[Name]>
      : T[Name];
};
