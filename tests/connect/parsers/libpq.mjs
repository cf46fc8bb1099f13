// The parser of libpq, by Python.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("libpq.py", import.meta.url));

/** The parts of connection strings. */
export const libpq = (strings) =>
  JSON.parse(
    execFileSync("/usr/bin/python3", [program], {
      input: JSON.stringify(strings),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    }),
  );
