import type { Details } from "./details.js";
import { notExpressible } from "./errors.js";

/** Percent-encodes all but letters, digits and `-._~`: more than `encodeURIComponent`, which leaves `!'()*`. */
export const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The host for a URL: IPv6 in brackets. */
export const urlHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/** Whether a host is an IP address. */
export const isAddress = (host: string): boolean => /:|^[.\d]+$/.test(host);

/** `user:password@host:port`. */
export const authority = ({ user, password, host, port }: Details): string =>
  `${percent(user)}:${percent(password)}@${urlHost(host)}:${port}`;

/** The database as the path of a URL. URL parsers fold dot segments, encoded ones too. */
export function urlPath({ database }: Details): string {
  if (/^\.{1,2}$/.test(database)) throw notExpressible("database", "a name of dots");
  return `/${percent(database)}`;
}

/** The same for parsers that decode nothing. */
export function plainPath(details: Details): string {
  const path = urlPath(details);
  if (path.includes("%")) throw notExpressible("database", "a name that has to be encoded");
  return path;
}

/** `name=value` pairs for a URL's query. */
export const query = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${percent(value)}`)
    .join("&");
