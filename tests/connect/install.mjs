// The drivers of npm next to this file, and the servers and tools of Debian, each installed once.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Packages of Debian, each by a program or file that it brings. */
const DEBIAN = {
  curl: "curl",
  "default-jdk-headless": "javac",
  "docker.io": "docker",
  kcat: "kcat",
  "kubernetes-client": "kubectl",
  "libmariadb-java": "/usr/share/java/mariadb-java-client.jar",
  "libmono-system-data4.0-cil": "/usr/lib/mono/4.5/System.Data.dll",
  "libpostgresql-jdbc-java": "/usr/share/java/postgresql.jar",
  "mariadb-client": "mariadb",
  "mariadb-server": "/usr/sbin/mariadbd",
  "mono-mcs": "mcs",
  "mono-runtime": "mono",
  openssl: "openssl",
  pgbouncer: "/usr/sbin/pgbouncer",
  postgresql: "/usr/share/postgresql-common/pg_wrapper",
  prometheus: "promtool",
  "python3-psycopg2": "/usr/lib/python3/dist-packages/psycopg2",
  "redis-server": "redis-server",
  "redis-tools": "redis-cli",
  skopeo: "skopeo",
};

/** Whether a file is there, or a program can be started by its name. */
const isThere = (name) =>
  isAbsolute(name)
    ? existsSync(name)
    : process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));

/** Whether to install Debian's packages, too: it changes the machine. */
const isAsked = Boolean(process.env.CI) || process.argv.includes("--install-databases");

/**
 * Installs what is missing; Debian's packages only in CI and with `--install-databases`, where a failure throws. Otherwise
 * it returns the reason when something is not there.
 */
export function installAll() {
  const reason = installServers() ?? installDrivers();
  if (reason && isAsked) throw new Error(`the connections cannot be tested: ${reason}`);
  return reason;
}

function installDrivers() {
  const stamp = join(here, "node_modules", ".installed");
  const hash = createHash("sha256")
    .update(readFileSync(join(here, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return undefined;
  const failure = run("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
  if (!failure) writeFileSync(stamp, hash);
  return failure;
}

function installServers() {
  const missing = Object.keys(DEBIAN).filter((name) => !isThere(DEBIAN[name]));
  if (missing.length === 0) return undefined;
  const obstacle = obstacleTo(missing);
  if (obstacle) return obstacle;
  // The tests start servers of their own; those of the system stay as they are.
  return run("apt-get", "update") ?? run("apt-get", "install", "--yes", "--no-install-recommends", ...missing);
}

/** The reason why packages are not installed, with the remedy. */
function obstacleTo(missing) {
  const names = missing.join(" ");
  if (!isThere("apt-get")) return `they need Debian or Ubuntu, whose packages are missing: ${names}`;
  if (!isAsked) return `packages are missing, which \`npm test -- --install-databases\` installs: ${names}`;
  if (process.getuid() !== 0) return `root has to install packages: \`sudo apt-get install ${names}\``;
  return undefined;
}

/** Runs a command; returns the reason of a failure. */
function run(command, ...parameters) {
  const { status, stderr, error } = spawnSync(command, parameters, {
    cwd: here,
    encoding: "utf8",
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  });
  return status === 0
    ? undefined
    : `${command} ${parameters[0]} failed: ${error?.message ?? stderr.trim().split("\n").at(-1)}`;
}
