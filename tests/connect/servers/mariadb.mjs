// MariaDB, which takes nothing but TLS.
import { writeFileSync } from "node:fs";
import { freePort, runAs, serverFolder, startAs } from "./process.mjs";

export async function startMariadb(authority, { user, password, database }) {
  const { path, own, remove } = serverFolder("mysql", authority);
  const install = ["--no-defaults", `--datadir=${path("data")}`, "--auth-root-authentication-method=normal"];
  runAs("mysql", ["mariadb-install-db", ...install, "--skip-test-db"]);
  const quoted = (text) => `'${text.replace(/['\\]/g, "\\$&")}'`;
  writeFileSync(
    path("init.sql"),
    `CREATE USER ${quoted(user)}@'%' IDENTIFIED BY ${quoted(password)};
GRANT ALL ON *.* TO ${quoted(user)}@'%';
CREATE DATABASE \`${database}\`;
`,
  );
  own("init.sql");
  const port = await freePort();
  const settings = {
    datadir: path("data"),
    socket: path("data/socket"),
    "pid-file": path("data/pid"),
    "init-file": path("init.sql"),
    "character-set-server": "utf8mb4",
    "bind-address": "127.0.0.1",
    port,
    "ssl-ca": path("ca.crt"),
    "ssl-cert": path("server.crt"),
    "ssl-key": path("server.key"),
    "require-secure-transport": "ON",
  };
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const stop = await startAs("mysql", ["mariadbd", "--no-defaults", ...flags], port);
  return {
    port,
    stop: async () => {
      await stop();
      remove();
    },
  };
}
