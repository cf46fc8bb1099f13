//! `/v2/databases/{clusterId}/config`

use digitalocean_wasm_derive::resource;

use crate::models::databases::config::{DatabaseConfig, DatabaseConfigUpdate};

/// Configuration of a cluster's engine.
#[resource("databases.config", parameters(cluster_id = "The cluster's `id`."))]
trait DatabasesConfigResource {
    /// Gets the configuration of a cluster. Nothing in it names the engine: give it to get its type,
    /// `config.get<"pg">(id)`. Integers beyond 2^53 are `bigint`s, exact.
    ///
    /// The Advanced Edition engines have a list: name, value and default of each parameter, as strings.
    ///
    /// @throws `NotFoundError` when there is no such cluster, `PreconditionFailedError` while it is created.
    /// @example
    /// ```ts
    /// const cluster = await client.databases.get(id);
    /// if (cluster.engine === "pg") {
    ///   const config = await client.databases.config.get<"pg">(cluster.id);
    ///   console.log(config.work_mem, config.autovacuum_naptime);
    /// }
    /// ```
    #[get(
        "/v2/databases/{clusterId}/config",
        id = "databases_get_config",
        scope = "database:read",
        key = "config",
        unwrap = "pg_parameters mysql_parameters",
        exact_integers,
        typescript = "get<Engine extends DatabaseEngine = keyof DatabaseConfigs>(clusterId: string, options?: RequestOptions | null): APIPromise<DatabaseConfig<Engine>>"
    )]
    fn get(cluster_id: &str) -> DatabaseConfig;

    /// Changes settings of a cluster's engine; those not named stay as they are. Say the engine to be held to its
    /// settings: `config.update<"pg">(id, { config: { work_mem: 8 } })`. Without it, the settings must all be of one
    /// engine.
    ///
    /// Some settings restart the cluster, as their documentation says. The Advanced Edition engines take strings, in
    /// one object: `{ config: { pg_parameters: { work_mem: "8192" } } }`, or `mysql_parameters`.
    ///
    /// @param body - The settings to change.
    /// @throws `NotFoundError` when there is no such cluster, `UnprocessableEntityError` when its engine has no such
    /// setting or does not take the value.
    /// @example
    /// ```ts
    /// await client.databases.config.update<"pg">(id, {
    ///   config: { work_mem: 8, autovacuum_naptime: 43 },
    /// });
    /// ```
    #[patch(
        "/v2/databases/{clusterId}/config",
        id = "databases_patch_config",
        scope = "database:update",
        typescript = "update<Engine extends DatabaseEngine = keyof DatabaseConfigs>(clusterId: string, body: DatabaseConfigUpdate<Engine>, options?: RequestOptions | null): APIPromise<void>"
    )]
    fn update(cluster_id: &str, body: DatabaseConfigUpdate);
}
