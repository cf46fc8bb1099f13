import { command } from "../command.js";
import { plainPath, urlHost } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { EngineForms } from "./definition.js";
import { dotNetString } from "./dot-net.js";

export const mysql: EngineForms = {
  engine: "mysql",
  env: ({ host, port, password }) => ({ MYSQL_HOST: host, MYSQL_TCP_PORT: String(port), MYSQL_PWD: password }),
  command: ({ host, port, user, password, database }, ca) =>
    command(
      "mysql",
      [
        `--host=${host}`,
        `--port=${port}`,
        `--user=${user}`,
        `--ssl-ca=${ca}`,
        // The client of MySQL knows the first of the two modes, that of MariaDB the second.
        "--loose-ssl-mode=VERIFY_IDENTITY",
        "--loose-ssl-verify-server-cert",
        `--database=${database}`,
      ],
      { MYSQL_PWD: password },
    ),
  jdbc: (details, ca) => {
    // MariaDB's driver takes a PEM file, that of MySQL a key store only. It decodes nothing.
    if (/[&%?#]/.test(ca)) throw notExpressible("caFile", "one of &%?#");
    const tls = `sslMode=verify-full&useSsl=true&serverSslCert=${ca}`;
    return `jdbc:mariadb://${urlHost(details.host)}:${details.port}${plainPath(details)}?${tls}`;
  },
  dotNet: ({ host, port, user, database }, ca) =>
    dotNetString({
      Server: host,
      Port: port,
      "User ID": user,
      Database: database,
      "SSL Mode": "VerifyFull",
      "SSL CA": ca,
    }),
};
