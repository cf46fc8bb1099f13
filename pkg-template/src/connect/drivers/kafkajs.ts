import { type ConnectionFunction, connectionFunction } from "../connection.js";
import { kafka, MECHANISM } from "../engines/kafka.js";
import { invalid, notExpressible } from "../errors.js";
import { type TlsClientOptions, tlsOf } from "./tls.js";

/** Options of `kafkajs`'s `Kafka`; a `clientId` may be added. */
export interface KafkajsConfig {
  brokers: string[];
  ssl: TlsClientOptions;
  /** Absent for a user with a certificate. */
  sasl?: { mechanism: typeof MECHANISM; username: string; password: string };
}

/**
 * Makes a connection for `kafkajs`.
 *
 * @param thing - A Kafka cluster.
 * @param options - The CA, and optionally user, network, and `auth: "certificate"`.
 * @throws `ConnectError`, which names the field and the remedy.
 * @example
 * const { config } = kafkajsConnection(cluster, { ca: await client.databases.ca.get(cluster.id) });
 * const kafka = new Kafka({ clientId: "shop", ...config });
 */
export const kafkajsConnection: ConnectionFunction<KafkajsConfig> = /* @__PURE__ */ connectionFunction({
  name: "kafkajs",
  forms: kafka,
  config: (details) => {
    const { host, port, user, password, certificate } = details;
    if (host.includes(":")) throw invalid("host", "must be no IPv6 address: kafkajs would split it");
    return {
      brokers: [`${host}:${port}`],
      ssl: { ...tlsOf(details), ...certificate },
      ...(certificate ? {} : { sasl: { mechanism: MECHANISM, username: user, password } }),
    };
  },
  uri: () => {
    throw notExpressible("toUri", "Kafka");
  },
});
