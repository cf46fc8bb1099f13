//! Every operation: its method, its path, the scope it needs, and who answers it.

use crate::call::{Answer, Call};
use crate::databases::{
    autoscale, backups, clusters, config, indexes, logsinks, metrics, online_migrations, options as database_options,
    replicas, schema_registry, topics,
};
use crate::errors::Error;
use crate::registry::{garbage_collections, manifests, options as registry_options};
use crate::request::percent_decode;

pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    /// Of several, with spaces between them, the token needs every one.
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
    route("GET", "/v2/databases/{id}/config", "database:read", config::get),

    route("GET", "/v2/databases/{id}/online-migration", "database:read", online_migrations::get),
    route("PUT", "/v2/databases/{id}/online-migration", "database:update", online_migrations::start),
    route("DELETE", "/v2/databases/{id}/online-migration/{migration_id}", "database:delete", online_migrations::cancel),
    route("GET", "/v2/databases/{id}/backups", "database:read", backups::list),
    route("GET", "/v2/databases/{id}/replicas", "database:read", replicas::list),
    route("POST", "/v2/databases/{id}/replicas", "database:create", replicas::create),
    route("GET", "/v2/databases/{id}/replicas/{name}", "database:read", replicas::get),
    route("DELETE", "/v2/databases/{id}/replicas/{name}", "database:delete", replicas::delete),
    route("PUT", "/v2/databases/{id}/replicas/{name}/promote", "database:update", replicas::promote),
    route("GET", "/v2/databases/{id}/autoscale", "database:read", autoscale::get),
    route("PUT", "/v2/databases/{id}/autoscale", "database:update", autoscale::update),
    route("GET", "/v2/databases/{id}/topics", "database:read", topics::list),
    route("POST", "/v2/databases/{id}/topics", "database:create", topics::create),
    route("GET", "/v2/databases/{id}/topics/{name}", "database:read", topics::get),
    route("PUT", "/v2/databases/{id}/topics/{name}", "database:update", topics::update),
    route("DELETE", "/v2/databases/{id}/topics/{name}", "database:delete", topics::delete),
    route("GET", "/v2/databases/{id}/logsink", "database:read", logsinks::list),
    route("POST", "/v2/databases/{id}/logsink", "database:create", logsinks::create),
    route("GET", "/v2/databases/{id}/logsink/{logsink_id}", "database:read", logsinks::get),
    route("PUT", "/v2/databases/{id}/logsink/{logsink_id}", "database:update", logsinks::update),
    route("DELETE", "/v2/databases/{id}/logsink/{logsink_id}", "database:delete", logsinks::delete),
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

    route("GET", "/v2/registry/options", "registry:read", registry_options::get),
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
pub(crate) struct Parameters<'a>(Vec<(&'static str, &'a str)>);

impl<'a> Parameters<'a> {
    /// As sent, still percent-encoded; empty when the route has no such parameter.
    pub(crate) fn raw(&self, name: &str) -> &'a str {
        let found = self.0.iter().find(|(known, _)| *known == name);
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
    let mut parameters = Vec::new();
    let mut segments = path.split('/');
    for expected in pattern.split('/') {
        let raw = segments.next()?;
        let segment = percent_decode(raw)?;
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            // A URL parser folds dot segments away: no resource can be named like that.
            Some(_) if matches!(segment.as_str(), "" | "." | "..") => return None,
            Some(name) => parameters.push((name, raw)),
            None if segment == expected => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(Parameters(parameters))
}
