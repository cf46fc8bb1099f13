import { commandWithFile } from "../command.js";
import { urlHost } from "../encode.js";
import { notExpressible } from "../errors.js";
import type { EngineForms } from "./definition.js";

/** SCRAM, by its name in Kafka. */
export const MECHANISM = "scram-sha-256";

export const kafka: EngineForms = {
  engine: "kafka",
  env: ({ host, port, user, password, certificate }) => ({
    KAFKA_BROKERS: `${urlHost(host)}:${port}`,
    ...(certificate
      ? { KAFKA_SECURITY_PROTOCOL: "SSL", KAFKA_ACCESS_CERT: certificate.cert, KAFKA_ACCESS_KEY: certificate.key }
      : {
          KAFKA_SECURITY_PROTOCOL: "SASL_SSL",
          KAFKA_SASL_MECHANISM: MECHANISM.toUpperCase(),
          KAFKA_USERNAME: user,
          KAFKA_PASSWORD: password ?? "",
        }),
  }),
  command: ({ host, port, user, password = "", certificate }, files) => {
    if (/^\s|\s$|[\r\n]/.test(password)) {
      throw notExpressible("password", "kcat reads no password with line breaks, or with spaces at its ends");
    }
    const settings = certificate
      ? {
          "security.protocol": "ssl",
          "ssl.certificate.location": files.cert,
          "ssl.key.location": files.key,
        }
      : {
          "security.protocol": "sasl_ssl",
          "sasl.mechanism": MECHANISM.toUpperCase(),
          "sasl.username": user,
        };
    const all = { ...settings, "ssl.ca.location": files.ca, "ssl.endpoint.identification.algorithm": "https" };
    const flags = Object.entries(all).flatMap(([name, value]) => ["-X", `${name}=${value}`]);
    const secret: Record<string, string> = certificate ? {} : { KAFKA_PASSWORD: password };
    return commandWithFile(
      ["kcat", "-F", "-b", `${urlHost(host)}:${port}`, ...flags, "-L"],
      certificate ? "" : "sasl.password=$KAFKA_PASSWORD",
      secret,
    );
  },
  jdbc: () => {
    throw notExpressible("toJdbc", "Kafka has no JDBC driver");
  },
  dotNet: () => {
    throw notExpressible("toDotNet", "Kafka's client for .NET takes a ClientConfig, not a string");
  },
};
