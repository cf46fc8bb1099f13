// The arguments of a command.
import { parseArgs } from "node:util";

/** A command line that makes no sense. */
export class UsageError extends Error {}

/** Reads the arguments. Throws a `UsageError` that names the one that is wrong. */
export function parse(options, args = process.argv.slice(2)) {
  let parsed;
  try {
    parsed = parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    // The sentence after the first is about arguments that begin with a hyphen.
    throw new UsageError(error.message.split(/\. |\n/)[0]);
  }
  const blank = Object.entries(parsed.values).find(([, value]) =>
    [value].flat().some((text) => typeof text === "string" && text.trim() === ""),
  );
  if (blank) throw new UsageError(`--${blank[0]}: needs a value`);
  return parsed;
}
