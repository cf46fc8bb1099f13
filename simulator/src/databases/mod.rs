//! Managed databases: `/v2/databases…`.

pub(crate) mod engine_config;
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
    indexes: indexes::Indexes,
    logsinks: Vec<logsinks::Logsink>,
    maintenance,
    metrics_credentials: metrics_credentials::MetricsCredentials,
    online_migration: online_migration::Latest,
    options,
    pools: Vec<pools::Pool>,
    replicas: Vec<replicas::Replica>,
    schemas: schemas::SchemaRegistry,
    settings,
    sql_mode,
    topics: Vec<topics::Topic>,
    users,
}
