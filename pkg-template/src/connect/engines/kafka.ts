import { commandWithFile } from "../command.js";
import { urlHost } from "../encode.js";
import type { EngineForms } from "./definition.js";

/** SCRAM, by its name in Kafka. */
export const MECHANISM = "scram-sha-256";

export const kafka: EngineForms = {
  engine: "kafka",
  env: ({ host, port, user, password, certificate }) => ({
    KAFKA_BROKERS: `${urlHost(host)}:${port}`,
    ...(certificate
      ? { KAFKA_ACCESS_CERT: certificate.cert, KAFKA_ACCESS_KEY: certificate.key }
      : { KAFKA_USERNAME: user, KAFKA_PASSWORD: password }),
  }),
  command: ({ host, port, user, password, certificate }, ca) => {
    const settings = certificate
      ? {
          "security.protocol": "ssl",
          "ssl.certificate.location": "user-access-certificate.crt",
          "ssl.key.location": "user-access-key.key",
        }
      : {
          "security.protocol": "sasl_ssl",
          "sasl.mechanism": MECHANISM.toUpperCase(),
          "sasl.username": user,
        };
    const all = { ...settings, "ssl.ca.location": ca, "ssl.endpoint.identification.algorithm": "https" };
    const flags = Object.entries(all).flatMap(([name, value]) => ["-X", `${name}=${value}`]);
    return commandWithFile(
      ["kcat", "-F", "-b", `${urlHost(host)}:${port}`, ...flags, "-L"],
      certificate ? "" : "sasl.password=$KAFKA_PASSWORD",
      certificate ? {} : { KAFKA_PASSWORD: password },
    );
  },
};
