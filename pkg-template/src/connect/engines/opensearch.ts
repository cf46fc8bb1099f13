import { commandWithFile } from "../command.js";
import { authority, urlHost } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { Parts } from "../parts.js";
import type { EngineForms } from "./definition.js";

/** The address without user and password. */
export const httpsUrl = ({ host, port }: Parts): string => `https://${urlHost(host)}:${port}`;

/** The address with user and password. It has no way to name a CA. */
export const httpsUri = (parts: Parts): string => `https://${authority(parts)}`;

/** `user:password` for curl's configuration, in which it stands between quotes. HTTP parts them at the first colon. */
function curlLogin({ user, password }: Parts): string {
  if (user.includes(":")) throw notExpressible("user", "a colon");
  return `${user}:${password}`.replace(/["\\]/g, "\\$&");
}

export const opensearch: EngineForms = {
  engine: "opensearch",
  env: (parts) => ({ OPENSEARCH_URL: httpsUri(parts) }),
  command: (parts, ca) =>
    commandWithFile(["curl", "--config", "--cacert", ca, httpsUrl(parts)], 'user = "$OPENSEARCH_CURL_USER"', {
      OPENSEARCH_CURL_USER: curlLogin(parts),
    }),
};
