export { connectionFor, type DriverConfigs, type DriverName, driverNames } from "./by-name.js";
export { type CaLike, caFile } from "./ca.js";
export type { Command, CommandParts } from "./command.js";
export type { Concealed } from "./conceal.js";
export { connect } from "./connect.js";
export { type ConnectOptions, connectWith, type DatabasesClient } from "./connect-with.js";
export type { Connection, ConnectionFunction, ConnectionParts, RevealedConnection } from "./connection.js";
export { type DashboardConfig, dashboardConnection } from "./dashboard.js";
export type { Network } from "./details.js";
export {
  type DockerConfig,
  type DockerLogin,
  dockerConfig,
  dockerLogin,
  type Expiry,
  type ExpiryOptions,
  type KubernetesPullSecret,
  type KubernetesSecret,
  kubernetesPullSecret,
} from "./docker.js";
export { type IoredisConfig, ioredisConnection } from "./drivers/ioredis.js";
export { type KafkajsConfig, kafkajsConnection } from "./drivers/kafkajs.js";
export { type MongodbConfig, mongodbConnection } from "./drivers/mongodb.js";
export { type Mysql2Config, mysql2Connection } from "./drivers/mysql2.js";
export { type OpensearchConfig, opensearchConnection } from "./drivers/opensearch.js";
export { type PgConfig, pgConnection } from "./drivers/pg.js";
export { type PostgresConfig, postgresConnection } from "./drivers/postgres.js";
export { type RedisConfig, redisConnection } from "./drivers/redis.js";
export type { SqlConfig } from "./drivers/sql.js";
export type { TlsClientOptions, TlsOptions } from "./drivers/tls.js";
export type { Engine } from "./engine.js";
export { ConnectError, type ConnectErrorCode } from "./errors.js";
export type { FileNames } from "./file-names.js";
export {
  formatImageReference,
  type ImageReference,
  imageArguments,
  parseImageReference,
} from "./image.js";
export {
  type MeasuredCluster,
  type PrometheusConfig,
  type PrometheusTargets,
  prometheusTargets,
} from "./prometheus.js";
export type { Connectable, ConnectionOptions } from "./read.js";
export type { UserLike } from "./user.js";
