import { commandWithFile } from "../command.js";
import type { Details } from "../details.js";
import { authority, urlHost } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { EngineForms } from "./definition.js";

/** The address without user and password. */
export const httpsUrl = ({ host, port }: Details): string => `https://${urlHost(host)}:${port}`;

/** The address with user and password. It has no way to name a CA. */
export const httpsUri = (details: Details): string => `https://${authority(details)}`;

/** `user:password` for curl's configuration, in which it stands between quotes. HTTP parts them at the first colon. */
function curlLogin({ user, password }: Details): string {
  if (user.includes(":")) throw notExpressible("user", "a colon");
  return `${user}:${password}`.replace(/["\\]/g, "\\$&");
}

export const opensearch: EngineForms = {
  engine: "opensearch",
  env: (details) => ({ OPENSEARCH_URL: httpsUri(details) }),
  command: (details, ca) =>
    commandWithFile(["curl", "--config", "--cacert", ca, httpsUrl(details)], 'user = "$OPENSEARCH_CURL_USER"', {
      OPENSEARCH_CURL_USER: curlLogin(details),
    }),
};
