import type { Command } from "../command.js";
import type { Details } from "../details.js";
import type { Engine } from "../engine.js";

/** The forms of a connection that depend on the engine, whatever the driver. `ca` is the name of a file. */
export interface EngineForms {
  engine: Engine;
  /** Environment variables that tools of the engine read. */
  env(details: Details, ca: string): Record<string, string>;
  command(details: Details, ca: string): Command;
  /** A URL for JDBC; absent where no driver takes a PEM file. */
  jdbc?(details: Details, ca: string): string;
  /** A connection string for .NET; absent where none can name a CA. */
  dotNet?(details: Details, ca: string): string;
}
