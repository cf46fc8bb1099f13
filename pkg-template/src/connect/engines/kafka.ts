import { commandWithFile } from "../command.js";
import type { Details } from "../details.js";
import { urlHost } from "../encode.js";
import type { EngineForms } from "./definition.js";

/** SCRAM, by its name in Kafka. */
export const MECHANISM = "scram-sha-256";

const env = ({ user, password, certificate }: Details): Record<string, string> =>
  certificate
    ? { KAFKA_ACCESS_CERT: certificate.cert, KAFKA_ACCESS_KEY: certificate.key }
    : { KAFKA_USERNAME: user, KAFKA_PASSWORD: password };

export const kafka: EngineForms = {
  engine: "kafka",
  env: (details) => ({ KAFKA_BROKERS: `${urlHost(details.host)}:${details.port}`, ...env(details) }),
  command: (details, ca) => {
    const { host, port, certificate } = details;
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
      certificate ? {} : env(details),
    );
  },
};
