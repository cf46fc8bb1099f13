import { SECRET_FIELDS } from "../generated/operations.js";

/** The text in place of a secret. */
const MASK = "…";

/** Names of secrets in bodies that no model describes. */
const SECRET_NAME = /^(ca|dsn)$|pass(word|phrase)|pwd|secret|token|credential|cert|key$|_key|pem|auth|uri/i;

/** Whether a field of a request holds a secret, by its name. */
const isSecret = (name: string) => SECRET_FIELDS.includes(name) || SECRET_NAME.test(name);

/** The JSON of a request's body with all values under secret names masked, in any depth. Text in, text out: no digit changes. */
export function maskSecrets(json: string): string {
  /** For each object or array that is open: whether everything in it is masked. */
  const open = [false];
  let isMasked = false;
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s{}[\]",:]+/g, (token, place: number) => {
    const isInside = open.at(-1) === true;
    if (token === "{" || token === "[") {
      open.push(isMasked || isInside);
      isMasked = false;
      return token;
    }
    if (token === "}" || token === "]") {
      open.pop();
      return token;
    }
    if (json[place + token.length] === ":") {
      isMasked = isSecret(JSON.parse(token));
      return token;
    }
    const value = isMasked || isInside ? `"${MASK}"` : token;
    isMasked = false;
    return value;
  });
}
