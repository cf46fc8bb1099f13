import { type Concealed, conceal } from "./conceal.js";
import { notExpressible } from "./errors.js";

/** Details of a command that are printed. */
export interface CommandParts {
  /** Program to start. */
  readonly program: string;
  /** Its arguments. No secret is among them: other users of the machine can see them. */
  readonly args: readonly string[];
}

/** A command that connects, and the environment with the secrets that it needs. Printed, it is a line for a shell. */
export interface Command
  extends CommandParts,
    Concealed<CommandParts, CommandParts & { env: Readonly<Record<string, string>> }> {
  /** Environment variables with the secrets. Not printed. */
  readonly env: Readonly<Record<string, string>>;
}

/** A command whose secrets are in its environment. */
export function command(program: string, args: string[], env: Record<string, string>): Command {
  return sealed(program, args, env, [program, ...args].map(quoted).join(" "));
}

/**
 * A command of a tool that takes secrets by a file only: the shell writes `file`, in which it replaces variables, to a
 * descriptor whose path follows `option`.
 */
export function commandWithFile(
  [program, option, ...args]: [program: string, option: string, ...args: string[]],
  file: string,
  env: Record<string, string>,
): Command {
  // Readers of such files cut spaces off, and kcat drops a backslash before these signs.
  if (Object.values(env).some((value) => /^\s|\s$|[\r\n]|\\[=:]/.test(value))) {
    throw notExpressible("toCommand", "a line break, \\=, \\: or a space at an end");
  }
  const line = (rest: string) => `${program} ${option} /dev/fd/3 ${rest} 3<<EOF\n${file}\nEOF`;
  return sealed("sh", ["-c", line('"$@"'), program, ...args], env, line(args.map(quoted).join(" ")));
}

function sealed(program: string, args: string[], env: Record<string, string>, line: string): Command {
  const shown = { program, args };
  return conceal(shown, { env }, ["env"], { toString: () => line });
}

/** A word for a POSIX shell. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
