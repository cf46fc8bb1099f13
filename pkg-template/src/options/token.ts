import { refuse, text } from "./values.js";

/** A token without the white space around it (a file's last line break, say). No message holds it. */
export function token(value: unknown): string {
  const given = text(value, "token");
  const token = given.trim();
  if (token === "") {
    refuse("token: must not be empty");
  }
  // Not a zero-width space, which `trim` takes for white space.
  if (!/^[!-~]+$/.test(token) || given.includes("\ufeff")) {
    refuse(
      "token: holds white space, a quotation mark from a word processor or another character that no token has; copy it again",
    );
  }
  return token;
}
