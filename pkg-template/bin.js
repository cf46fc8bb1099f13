#!/usr/bin/env node
// The program of the package: `npx digitalocean-wasm simulator` and `npx digitalocean-wasm clean-up`.
import { UsageError } from "./bin/arguments.js";

const isCleanUp = process.argv[2] === "clean-up";
const command = await import(isCleanUp ? "./bin/clean-up.js" : "./bin/simulator.js");

command.main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    const isUsage = error instanceof UsageError;
    console.error(isUsage ? `${error.message}\n\n${command.HELP}` : command.explain(error));
    process.exit(isUsage ? command.USAGE_CODE : 1);
  },
);
