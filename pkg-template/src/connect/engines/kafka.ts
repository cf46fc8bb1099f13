import { commandWithFile } from "../command.js";
import { urlHost } from "../encode.js";
import type { Parts } from "../parts.js";
import type { EngineForms } from "./definition.js";

/** SCRAM, by its name in Kafka. */
export const MECHANISM = "scram-sha-256";

const env = ({ user, password, certificate }: Parts): Record<string, string> =>
  certificate
    ? { KAFKA_ACCESS_CERT: certificate.cert, KAFKA_ACCESS_KEY: certificate.key }
    : { KAFKA_USERNAME: user, KAFKA_PASSWORD: password };

export const kafka: EngineForms = {
  engine: "kafka",
  env: (parts) => ({ KAFKA_BROKERS: `${urlHost(parts.host)}:${parts.port}`, ...env(parts) }),
  command: (parts, ca) => {
    const { host, port, certificate } = parts;
    const settings = certificate
      ? {
          "security.protocol": "ssl",
          "ssl.certificate.location": "user-access-certificate.crt",
          "ssl.key.location": "user-access-key.key",
        }
      : {
          "security.protocol": "sasl_ssl",
          "sasl.mechanism": MECHANISM.toUpperCase(),
        };
    const all = { ...settings, "ssl.ca.location": ca, "ssl.endpoint.identification.algorithm": "https" };
    const flags = Object.entries(all).flatMap(([name, value]) => ["-X", `${name}=${value}`]);
    return commandWithFile(
      ["kcat", "-F", "-b", `${urlHost(host)}:${port}`, ...flags, "-L"],
      certificate ? "" : "sasl.username=$KAFKA_USERNAME\nsasl.password=$KAFKA_PASSWORD",
      certificate ? {} : env(parts),
    );
  },
};
