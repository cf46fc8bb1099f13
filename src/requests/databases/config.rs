//! `/v2/databases/{clusterId}/config`

use digitalocean_wasm_derive::resource;

use crate::models::databases::config::DatabaseConfig;

/// Configuration of a cluster's engine.
#[resource("databases.config")]
trait DatabaseConfiguration {
    /// Gets the configuration of a cluster. Say the engine to get its type: `config.get<"pg">(id)`.
    ///
    /// Integers beyond 2^53 are `bigint`s, exact.
    ///
    /// @throws `NotFoundError` when there is no such cluster, `PreconditionFailedError` while it is created.
    #[get(
        "/v2/databases/{clusterId}/config",
        id = "databases_get_config",
        scope = "database:read",
        key = "config",
        wide,
        typescript = "get<Engine extends DatabaseEngine = keyof DatabaseConfigs>(clusterId: string, options?: RequestOptions | null): ApiPromise<DatabaseConfig<Engine>>"
    )]
    fn get(cluster_id: &str) -> DatabaseConfig;
}
