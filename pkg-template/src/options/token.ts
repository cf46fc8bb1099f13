import { refuse, text } from "./values.js";

/** Checks a token, and trims white space around it, such as a file's last line break. Messages never contain it. */
export function token(value: unknown): string {
  const given = text(value, "token");
  const token = given.trim();
  if (token === "") {
    refuse("token: must not be empty");
  }
  if (/^(undefined|null)$/.test(token)) {
    refuse(`token: is the text "${token}": the variable that it was made of holds nothing`);
  }
  if (/^(["'`]).*\1$/.test(token)) {
    refuse("token: is in quotation marks; take them off");
  }
  // Not a zero-width space, which `trim` takes for white space.
  if (!/^[!-~]+$/.test(token) || given.includes("\ufeff")) {
    refuse(
      "token: contains white space, a curly quotation mark or another character that tokens never contain; copy it again",
    );
  }
  return token;
}
