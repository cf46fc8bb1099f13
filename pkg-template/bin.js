#!/usr/bin/env node
// The program of the package: `npx digitalocean-wasm` with the name of a command.
import { UsageError } from "./bin/arguments.js";
import { exit } from "./bin/exit.js";

const COMMANDS = ["simulator", "clean-up", "connect"];

const [name] = process.argv.slice(2);
// Options without a command are those of the simulator, and so is its `--help`, which names the others.
const command = await import(`./bin/${COMMANDS.includes(name) ? name : "simulator"}.js`);

command.main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    const isUsage = error instanceof UsageError;
    console.error(isUsage ? `${error.message}\n\n${command.HELP}` : command.explain(error));
    exit(isUsage ? command.USAGE_CODE : 1);
  },
);
