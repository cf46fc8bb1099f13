// `npx digitalocean-wasm connect`: prints how to connect to a cluster, or runs a program that does.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { caFile, connectionFor, driverNames } from "../connect.js";
import { DigitalOcean } from "../index.js";
import { parse, UsageError } from "./arguments.js";

/** The exit code of a command line that makes no sense. */
export const USAGE_CODE = 2;

export const HELP = `Shows how to connect to a database cluster, with TLS verified.

Usage: npx digitalocean-wasm connect NAME|ID [options] [-- parameters of the program]

The token is read from DIGITALOCEAN_TOKEN. Without an option that asks for them, no secrets are printed.

  --driver NAME      prints the options for the constructor of a driver, as JSON:
                     ${driverNames.slice(0, 4).join(", ")},
                     ${driverNames.slice(4).join(", ")}
  --env              prints environment variables, as lines for a shell
  --uri              prints a connection string
  --exec PROGRAM     runs psql, mysql, mongosh, valkey-cli (or redis-cli), kcat or curl
  --private          connects from the cluster's VPC
  --user NAME        logs in as this user (default: the connection's own)
  --database NAME    connects to this database (default: the connection's own)
  --pool NAME        connects through this connection pool
  --replica NAME     connects to this replica
  --ca-file FILE     writes the certificate authority into this file, which the output then refers to
  --help             shows this

The variable DIGITALOCEAN_PASSWORD replaces the password of the answer: MongoDB's is answered only once.
DIGITALOCEAN_API_URL is where the API is, such as the address of a simulator.`;

/** The usual driver of an engine, and its program. Redis and Advanced Edition speak the same as others. */
const ENGINES = [
  [/pg/, "pg", "psql"],
  [/mysql/, "mysql2", "mysql"],
  [/mongodb/, "mongodb", "mongosh"],
  [/valkey|redis/, "ioredis", "valkey-cli", "redis-cli"],
  [/kafka/, "kafkajs", "kcat"],
  [/opensearch/, "@opensearch-project/opensearch", "curl"],
];

/** The error as it is printed: its message, and what to do. */
export const explain = ({ message, hint }) => [message, hint].filter(Boolean).join("\n");

/** Runs the program; resolves to its exit code. */
export async function main() {
  const { values, name, rest } = options(process.argv.slice(3));
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const client = new DigitalOcean({ baseUrl: process.env.DIGITALOCEAN_API_URL });
  const cluster = await find(client, name);
  const [, usual, ...programs] = ENGINES.find(([engine]) => engine.test(cluster.engine)) ?? [];
  if (!usual) throw new Error(`${name}: there is no driver for ${cluster.engine}`);
  const { connection, ca } = await connectionTo(client, cluster, { driver: usual, ...values });
  const file = values["ca-file"];
  if (file !== undefined) writeFileSync(file, ca);
  if (values.exec !== undefined) return execute(connection, programs, values.exec, { file, ca, rest });
  const text = output(connection, values);
  console.log(text);
  if (file === undefined && text.includes("ca-certificate.crt")) {
    console.error("note: --ca-file writes the certificate authority that this refers to into a file");
  }
  return 0;
}

/** The options of the command line. Throws a `UsageError` that names the one that is wrong. */
function options(parameters) {
  const [text, flag] = [{ type: "string" }, { type: "boolean", default: false }];
  const end = parameters.indexOf("--");
  const own = end < 0 ? parameters : parameters.slice(0, end);
  const known = {
    ...{ driver: text, env: flag, uri: flag, exec: text, private: flag, user: text, database: text },
    ...{ pool: text, replica: text, "ca-file": text, help: flag },
  };
  const { values, positionals } = parse(known, own);
  if (!values.help && positionals.length !== 1) throw new UsageError("say which cluster: its name or its id");
  const forms = [values.driver !== undefined && !values.uri && !values.env, values.env, values.uri, values.exec];
  if (forms.filter(Boolean).length > 1) throw new UsageError("choose one of --driver, --env, --uri and --exec");
  if (values.pool && values.replica) throw new UsageError("choose one of --pool and --replica");
  return { values, name: positionals[0], rest: end < 0 ? [] : parameters.slice(end + 1) };
}

/** The cluster with this id or name. */
async function find(client, name) {
  for await (const cluster of client.databases.list()) {
    if (cluster.id === name || cluster.name === name) return client.databases.get(cluster.id);
  }
  throw new Error(`${name}: the token's account has no such cluster`);
}

async function connectionTo(client, cluster, { driver, user, pool, replica, ...values }) {
  const { databases } = client;
  const name = user ?? cluster.connection?.user;
  const password = process.env.DIGITALOCEAN_PASSWORD;
  const [ca, target, login] = await Promise.all([
    databases.ca.get(cluster.id),
    pool ? databases.pools.get(cluster.id, pool) : replica ? databases.replicas.get(cluster.id, replica) : cluster,
    password ? { name, password } : user && databases.users.get(cluster.id, user),
  ]);
  const network = values.private ? "private" : "public";
  const { database } = values;
  return { connection: connectionFor(target, { driver, ca, user: login, database, network }), ca: caFile(ca) };
}

/** The text that was asked for; without one, a summary that holds no secrets. */
function output(connection, { driver, env, uri, "ca-file": caFile }) {
  if (uri) return connection.toUri({ caFile });
  if (env) {
    const lines = Object.entries(connection.toEnv({ caFile }));
    return lines.map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`).join("\n");
  }
  if (driver) return JSON.stringify(connection.config, null, 2);
  const rows = Object.entries(connection.toJSON()).filter(([, value]) => value !== "");
  const facts = rows.map(([name, value]) => `${`${name}:`.padEnd(10)} ${value}`).join("\n");
  return `${facts}\n\n${connection.toCommand({ caFile })}`;
}

/** Runs a program with the connection; resolves to its exit code. */
async function execute(connection, programs, program, { file, ca, rest }) {
  if (!programs.includes(program)) throw new UsageError(`--exec: must be ${programs.join(" or ")} for this engine`);
  const folder = file === undefined ? mkdtempSync(join(tmpdir(), "digitalocean-wasm-")) : undefined;
  try {
    const name = file ?? join(folder, "ca.crt");
    if (folder) writeFileSync(name, ca);
    const command = connection.toCommand({ caFile: name });
    const [usual] = programs;
    return await run(command.program === usual ? program : command.program, [...command.args, ...rest], command.env);
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

function run(program, args, env) {
  return new Promise((resolve, reject) => {
    // Signals of the terminal are for the program: Ctrl+C ends a query of it, not this process.
    const ignore = () => undefined;
    process.on("SIGINT", ignore);
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...env } });
    const done = (settle) => (value, signal) => {
      process.off("SIGINT", ignore);
      settle(value, signal);
    };
    child.on(
      "error",
      done((error) => reject(new Error(`${program} could not be started: ${error.code}`))),
    );
    child.on(
      "exit",
      done((code, signal) => resolve(code ?? 128 + constants.signals[signal])),
    );
  });
}
