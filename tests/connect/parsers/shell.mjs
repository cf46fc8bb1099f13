// Lines for a shell, read by a shell: thousands in one process.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Writes a script of definitions, and of commands, each a line with the environment that it needs; returns its path. */
export function writeScript(definitions, commands) {
  const path = join(mkdtempSync(join(tmpdir(), "digitalocean-wasm-shell-")), "script.sh");
  const lines = commands.map(([line, env]) => {
    const variables = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
    return `${variables.join("")}${line}\n`;
  });
  writeFileSync(path, [definitions, ...lines].join(""));
  return path;
}

/**
 * The words of each command by a shell; `rest` is what the command then reads from descriptor 3, where it gets a file
 * there.
 */
export function readCommands(commands) {
  const print = `printf '%s\\0' "$@"; printf '\\001\\0'`;
  const copy = `case $3 in /dev/fd/3) while IFS= read -r line <&3; do printf '%s\\n' "$line"; done ;; esac`;
  const script = writeScript(
    `show() { ${print}; ${copy}; printf '\\002\\0'; }\n`,
    commands.map((command) => [`show ${command}`, command.env]),
  );
  const output = execFileSync("sh", [script], { encoding: "utf8", maxBuffer: 2 ** 28 });
  return output
    .split("\u0002\0")
    .slice(0, -1)
    .map((text) => {
      const [words, rest] = text.split("\u0001\0");
      return { words: words.split("\0").slice(0, -1), rest };
    });
}
