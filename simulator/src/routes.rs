//! Every operation: its method, its path, the scope it needs, and who answers it.

use crate::call::{Answer, Call};
use crate::databases::{
    autoscale, backups, ca, changes, clusters, config, dbs, do_settings, events, eviction_policy, firewall, indexes,
    logsinks, maintenance, metrics, online_migrations, options as database_options, pools, replicas, schema_registry,
    sql_mode, topics, users,
};
use crate::errors::Error;
use crate::registry::{
    docker_credentials, garbage_collections, manifests, options as registry_options, registries, repositories,
    subscription, tags,
};
use crate::request::percent_decode;

pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    /// One scope, or several with a space between: the token needs them all.
    pub(crate) scope: &'static str,
    pub(crate) handle: fn(&mut Call) -> Answer,
}

/// The first path that matches is the one: a fixed word stands before a `{parameter}`.
#[rustfmt::skip]
const ROUTES: &[Route] = &[
    route("GET", "/v2/databases", "database:read", clusters::list),
    route("POST", "/v2/databases", "database:create", clusters::create),
    route("GET", "/v2/databases/options", "database:read", database_options::get),
    route("GET", "/v2/databases/metrics/credentials", "database:update database:view_credentials", metrics::get),
    route("PUT", "/v2/databases/metrics/credentials", "database:update", metrics::update),
    route("GET", "/v2/databases/{id}", "database:read", clusters::get),
    route("DELETE", "/v2/databases/{id}", "database:delete", clusters::delete),

    route("PUT", "/v2/databases/{id}/migrate", "database:update", changes::migrate),
    route("PUT", "/v2/databases/{id}/resize", "database:update", changes::resize),
    route("PUT", "/v2/databases/{id}/upgrade", "database:update", changes::upgrade),
    route("PUT", "/v2/databases/{id}/install_update", "database:update", changes::install_update),
    route("GET", "/v2/databases/{id}/events", "database:read", events::list),

    route("GET", "/v2/databases/{id}/ca", "database:read", ca::get),
    route("GET", "/v2/databases/{id}/config", "database:read", config::get),
    route("PATCH", "/v2/databases/{id}/config", "database:update", config::update),
    route("GET", "/v2/databases/{id}/sql_mode", "database:read", sql_mode::get),
    route("PUT", "/v2/databases/{id}/sql_mode", "database:update", sql_mode::update),
    route("GET", "/v2/databases/{id}/eviction_policy", "database:read", eviction_policy::get),
    route("PUT", "/v2/databases/{id}/eviction_policy", "database:update", eviction_policy::update),
    route("GET", "/v2/databases/{id}/do_settings", "database:read", do_settings::get),
    route("PUT", "/v2/databases/{id}/do_settings", "database:update", do_settings::update),
    route("PUT", "/v2/databases/{id}/maintenance", "database:update", maintenance::update),
    route("GET", "/v2/databases/{id}/autoscale", "database:read", autoscale::get),
    route("PUT", "/v2/databases/{id}/autoscale", "database:update", autoscale::update),
    route("GET", "/v2/databases/{id}/firewall", "database:read", firewall::get),
    route("PUT", "/v2/databases/{id}/firewall", "database:update", firewall::update),

    route("GET", "/v2/databases/{id}/backups", "database:read", backups::list),
    route("GET", "/v2/databases/{id}/online-migration", "database:read", online_migrations::get),
    route("PUT", "/v2/databases/{id}/online-migration", "database:update", online_migrations::start),
    route("DELETE", "/v2/databases/{id}/online-migration/{migration_id}", "database:delete", online_migrations::cancel),
    route("GET", "/v2/databases/{id}/replicas", "database:read", replicas::list),
    route("POST", "/v2/databases/{id}/replicas", "database:create", replicas::create),
    route("GET", "/v2/databases/{id}/replicas/{name}", "database:read", replicas::get),
    route("DELETE", "/v2/databases/{id}/replicas/{name}", "database:delete", replicas::delete),
    route("PUT", "/v2/databases/{id}/replicas/{name}/promote", "database:update", replicas::promote),

    route("GET", "/v2/databases/{id}/users", "database:read", users::list),
    route("POST", "/v2/databases/{id}/users", "database:create", users::create),
    route("GET", "/v2/databases/{id}/users/{username}", "database:read", users::get),
    route("PUT", "/v2/databases/{id}/users/{username}", "database:update", users::update),
    route("DELETE", "/v2/databases/{id}/users/{username}", "database:delete", users::delete),
    route("POST", "/v2/databases/{id}/users/{username}/reset_auth", "database:update", users::reset_auth),
    route("GET", "/v2/databases/{id}/dbs", "database:read", dbs::list),
    route("POST", "/v2/databases/{id}/dbs", "database:create", dbs::create),
    route("GET", "/v2/databases/{id}/dbs/{name}", "database:read", dbs::get),
    route("DELETE", "/v2/databases/{id}/dbs/{name}", "database:delete", dbs::delete),
    route("GET", "/v2/databases/{id}/pools", "database:read", pools::list),
    route("POST", "/v2/databases/{id}/pools", "database:create", pools::create),
    route("GET", "/v2/databases/{id}/pools/{name}", "database:read", pools::get),
    route("PUT", "/v2/databases/{id}/pools/{name}", "database:update", pools::update),
    route("DELETE", "/v2/databases/{id}/pools/{name}", "database:delete", pools::delete),

    route("GET", "/v2/databases/{id}/topics", "database:read", topics::list),
    route("POST", "/v2/databases/{id}/topics", "database:create", topics::create),
    route("GET", "/v2/databases/{id}/topics/{name}", "database:read", topics::get),
    route("PUT", "/v2/databases/{id}/topics/{name}", "database:update", topics::update),
    route("DELETE", "/v2/databases/{id}/topics/{name}", "database:delete", topics::delete),
    route("GET", "/v2/databases/{id}/schema-registry", "database:read", schema_registry::list),
    route("POST", "/v2/databases/{id}/schema-registry", "database:create", schema_registry::create),
    route("GET", "/v2/databases/{id}/schema-registry/config", "database:read", schema_registry::get_config),
    route("PUT", "/v2/databases/{id}/schema-registry/config", "database:write", schema_registry::update_config),
    route("GET", "/v2/databases/{id}/schema-registry/config/{subject}", "database:read", schema_registry::get_subject_config),
    route("PUT", "/v2/databases/{id}/schema-registry/config/{subject}", "database:write", schema_registry::update_subject_config),
    route("GET", "/v2/databases/{id}/schema-registry/{subject}", "database:read", schema_registry::get),
    route("DELETE", "/v2/databases/{id}/schema-registry/{subject}", "database:delete", schema_registry::delete),
    route("GET", "/v2/databases/{id}/schema-registry/{subject}/versions/{version}", "database:read", schema_registry::get_version),
    route("GET", "/v2/databases/{id}/indexes", "database:read", indexes::list),
    route("DELETE", "/v2/databases/{id}/indexes/{name}", "database:delete", indexes::delete),

    route("GET", "/v2/databases/{id}/logsink", "database:read", logsinks::list),
    route("POST", "/v2/databases/{id}/logsink", "database:create", logsinks::create),
    route("GET", "/v2/databases/{id}/logsink/{logsink_id}", "database:read", logsinks::get),
    route("PUT", "/v2/databases/{id}/logsink/{logsink_id}", "database:update", logsinks::update),
    route("DELETE", "/v2/databases/{id}/logsink/{logsink_id}", "database:delete", logsinks::delete),

    route("GET", "/v2/registries", "registry:read", registries::list),
    route("POST", "/v2/registries", "registry:create", registries::create),
    route("GET", "/v2/registries/options", "registry:read", registry_options::get),
    route("GET", "/v2/registries/subscription", "registry:read", subscription::get),
    route("POST", "/v2/registries/subscription", "registry:update", subscription::update),
    route("POST", "/v2/registries/validate-name", "registry:create", registries::validate_name),
    route("GET", "/v2/registries/{registry}", "registry:read", registries::get),
    route("DELETE", "/v2/registries/{registry}", "registry:delete", registries::delete),
    route("GET", "/v2/registries/{registry}/docker-credentials", "registry:read registry:update", docker_credentials::get),
    route("GET", "/v2/registries/{registry}/repositoriesV2", "registry:read", repositories::list_v2),
    route("DELETE", "/v2/registries/{registry}/repositories/{repository}", "registry:delete", repositories::delete),
    route("GET", "/v2/registries/{registry}/repositories/{repository}/tags", "registry:read", tags::list),
    route("DELETE", "/v2/registries/{registry}/repositories/{repository}/tags/{tag}", "registry:delete", tags::delete),
    route("GET", "/v2/registries/{registry}/repositories/{repository}/digests", "registry:read", manifests::list),
    route("DELETE", "/v2/registries/{registry}/repositories/{repository}/digests/{digest}", "registry:delete", manifests::delete),
    route("POST", "/v2/registries/{registry}/garbage-collection", "registry:update", garbage_collections::start),
    route("GET", "/v2/registries/{registry}/garbage-collection", "registry:read", garbage_collections::get_active),
    route("PUT", "/v2/registries/{registry}/garbage-collection/{uuid}", "registry:update", garbage_collections::update),
    route("GET", "/v2/registries/{registry}/garbage-collections", "registry:read", garbage_collections::list),

    route("GET", "/v2/registry", "registry:read", registries::get),
    route("POST", "/v2/registry", "registry:create", registries::create),
    route("DELETE", "/v2/registry", "registry:delete", registries::delete),
    route("GET", "/v2/registry/options", "registry:read", registry_options::get),
    route("GET", "/v2/registry/subscription", "registry:read", subscription::get),
    route("POST", "/v2/registry/subscription", "registry:update", subscription::update),
    route("POST", "/v2/registry/validate-name", "registry:create", registries::validate_name),
    route("GET", "/v2/registry/docker-credentials", "registry:read registry:update", docker_credentials::get),
    route("GET", "/v2/registry/{registry}/repositories", "registry:read", repositories::list),
    route("GET", "/v2/registry/{registry}/repositoriesV2", "registry:read", repositories::list_v2),
    route("GET", "/v2/registry/{registry}/repositories/{repository}/tags", "registry:read", tags::list),
    route("DELETE", "/v2/registry/{registry}/repositories/{repository}/tags/{tag}", "registry:delete", tags::delete),
    route("GET", "/v2/registry/{registry}/repositories/{repository}/digests", "registry:read", manifests::list),
    route("DELETE", "/v2/registry/{registry}/repositories/{repository}/digests/{digest}", "registry:delete", manifests::delete),
    route("POST", "/v2/registry/{registry}/garbage-collection", "registry:update", garbage_collections::start),
    route("GET", "/v2/registry/{registry}/garbage-collection", "registry:read", garbage_collections::get_active),
    route("PUT", "/v2/registry/{registry}/garbage-collection/{uuid}", "registry:update", garbage_collections::update),
    route("GET", "/v2/registry/{registry}/garbage-collections", "registry:read", garbage_collections::list),
];

const fn route(
    method: &'static str,
    path: &'static str,
    scope: &'static str,
    handle: fn(&mut Call) -> Answer,
) -> Route {
    Route {
        method,
        path,
        scope,
        handle,
    }
}

/// What stands in the path where the pattern has `{…}`.
pub(crate) struct Parameters<'a> {
    pub(crate) pattern: &'static str,
    values: Vec<(&'static str, &'a str)>,
}

impl<'a> Parameters<'a> {
    /// As sent, still percent-encoded; empty when the route has no such parameter.
    pub(crate) fn raw(&self, name: &str) -> &'a str {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, segment)| segment)
    }

    pub(crate) fn get(&self, name: &str) -> String {
        percent_decode(self.raw(name)).unwrap_or_default()
    }
}

pub(crate) fn find<'a>(method: &str, path: &'a str) -> Result<(&'static Route, Parameters<'a>), Error> {
    let (pattern, parameters) = ROUTES
        .iter()
        .find_map(|route| Some((route.path, matches(route.path, path)?)))
        .ok_or_else(|| Error::not_found("path"))?;
    let route = ROUTES
        .iter()
        .find(|route| route.path == pattern && route.method == method)
        .ok_or_else(Error::method_not_allowed)?;
    Ok((route, parameters))
}

/// Splits first and decodes afterwards, so that `my%2Frepo` is one segment.
fn matches<'a>(pattern: &'static str, path: &'a str) -> Option<Parameters<'a>> {
    let mut values = Vec::new();
    let mut segments = path.split('/');
    for expected in pattern.split('/') {
        let raw = segments.next()?;
        let segment = percent_decode(raw)?;
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            // A URL parser folds dot segments away: no resource can be named like that.
            Some(_) if matches!(segment.as_str(), "" | "." | "..") => return None,
            Some(name) => values.push((name, raw)),
            None if segment == expected => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(Parameters { pattern, values })
}
