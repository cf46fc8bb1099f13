import type { APIPromise } from "../result/promise.js";

/** A request that was not sent. */
export class DryRun {
  /** The HTTP method. */
  readonly method: string;
  /** The URL. */
  readonly url: string;
  /** The headers; the token is not among them. */
  readonly headers: Record<string, string>;
  /** The body, as JSON. Not enumerable, so that loggers leave it out. */
  declare readonly body: string | undefined;

  /** @internal */
  constructor(method: string, url: string, headers: Headers, body: string | undefined) {
    this.method = method;
    this.url = url;
    this.headers = { ...Object.fromEntries(headers), authorization: "Bearer $DIGITALOCEAN_TOKEN" };
    Object.defineProperty(this, "body", { value: body });
  }

  /** The request as a command line for `curl`, for a POSIX shell; the token and what else is secret are left to be filled in. */
  toCurl(): string {
    const { authorization, ...headers } = this.headers;
    const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const body = this.body?.replace(SECRET, '$1"…"');
    return [
      `curl --request ${this.method} ${quoted(this.url)}`,
      `--header "authorization: ${authorization}"`,
      ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
      ...(body === undefined ? [] : [`--data ${quoted(body)}`]),
    ].join(" ");
  }
}

/** A client whose calls resolve to the requests they would send. */
export type DryClient<T> = {
  readonly [Name in keyof T]: T[Name] extends (...parameters: infer Parameters) => unknown
    ? (...parameters: Parameters) => APIPromise<DryRun>
    : T[Name] extends object
      ? DryClient<T[Name]>
      : T[Name];
};

/** A field of JSON whose text is a secret. */
const SECRET =
  /("(?:key|ca|sd|logline|auth|[^"]*(?:password|secret|token|credential|cert|_key|uri|_ca|url)[^"]*)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
