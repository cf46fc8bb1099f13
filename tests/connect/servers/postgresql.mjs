// PostgreSQL, and PgBouncer in front of it. Both take nothing but TLS.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, runAs, serverFolder, startAs } from "./process.mjs";

const VERSIONS = "/usr/lib/postgresql";

export async function startPostgresql(authority, { user, password }) {
  const [version] = readdirSync(VERSIONS).sort((a, b) => b - a);
  const program = (name) => join(VERSIONS, version, "bin", name);
  const { path, own, remove } = serverFolder("postgres", authority);
  writeFileSync(path("password"), `${password}\n`);
  own("password");
  const login = [`--username=${user}`, `--pwfile=${path("password")}`, "--auth=scram-sha-256"];
  runAs("postgres", [program("initdb"), "-D", path("data"), ...login, "--encoding=UTF8", "--locale=C.UTF-8"]);
  writeFileSync(path("data/pg_hba.conf"), "hostssl all all all scram-sha-256\n");
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1,::1",
    unix_socket_directories: "",
    ssl: "on",
    ssl_cert_file: path("server.crt"),
    ssl_key_file: path("server.key"),
    fsync: "off",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const stop = await startAs("postgres", [program("postgres"), "-D", path("data"), ...flags], port, "SIGINT");
  return {
    port,
    stop: async () => {
      await stop();
      remove();
    },
  };
}

/** A pool named `name` to a database of a server. */
export async function startPgbouncer(authority, { user, password, name, database, server }) {
  const { path, own, remove } = serverFolder("postgres", authority);
  const port = await freePort();
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  writeFileSync(path("users.txt"), `${quoted(user)} ${quoted(password)}\n`);
  writeFileSync(
    path("pgbouncer.ini"),
    `[databases]
${name} = host=127.0.0.1 port=${server} dbname='${database}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path("users.txt")}
pool_mode = transaction
client_tls_sslmode = require
client_tls_cert_file = ${path("server.crt")}
client_tls_key_file = ${path("server.key")}
client_tls_ca_file = ${path("ca.crt")}
server_tls_sslmode = require
ignore_startup_parameters = extra_float_digits
`,
  );
  for (const file of ["users.txt", "pgbouncer.ini"]) own(file);
  const stop = await startAs("postgres", ["pgbouncer", path("pgbouncer.ini")], port, "SIGINT");
  return {
    port,
    stop: async () => {
      await stop();
      remove();
    },
  };
}
