//! Managed databases: `/v2/databases…`.

mod engine_config;
mod fields;
mod lookup;

resources! {
    autoscale,
    backups,
    ca,
    clusters,
    config,
    dbs,
    events,
    eviction_policy,
    firewall,
    indexes,
    logsinks,
    maintenance,
    metrics_credentials,
    online_migration,
    options,
    pools,
    replicas,
    schemas,
    settings,
    sql_mode,
    topics,
    users,
}
