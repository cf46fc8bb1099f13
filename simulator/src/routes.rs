//! The routes of all resources.

use crate::errors::Error;
use crate::parameters::{Parameters, parameter_name};
use crate::route::Route;
use crate::{databases, registry};

/// Each resource declares its routes in its own file. Their order does not matter.
const RESOURCES: &[&[Route]] = &[
    databases::autoscale::ROUTES,
    databases::backups::ROUTES,
    databases::ca::ROUTES,
    databases::clusters::ROUTES,
    databases::config::ROUTES,
    databases::dbs::ROUTES,
    databases::events::ROUTES,
    databases::eviction_policy::ROUTES,
    databases::firewall::ROUTES,
    databases::indexes::ROUTES,
    databases::logsinks::ROUTES,
    databases::maintenance::ROUTES,
    databases::metrics_credentials::ROUTES,
    databases::online_migration::ROUTES,
    databases::options::ROUTES,
    databases::pools::ROUTES,
    databases::replicas::ROUTES,
    databases::schemas::ROUTES,
    databases::settings::ROUTES,
    databases::sql_mode::ROUTES,
    databases::topics::ROUTES,
    databases::users::ROUTES,
    registry::docker_credentials::ROUTES,
    registry::garbage_collections::ROUTES,
    registry::manifests::ROUTES,
    registry::options::ROUTES,
    registry::registries::ROUTES,
    registry::repositories::ROUTES,
    registry::subscription::ROUTES,
    registry::tags::ROUTES,
];

/// The route of a request. A fixed segment wins over a parameter, so no registry can be named `options`.
pub(crate) fn find<'a>(method: &str, path: &'a str) -> Result<(&'static Route, Parameters<'a>), Error> {
    let routes = || RESOURCES.iter().copied().flatten();
    let parameters = routes()
        .filter_map(|route| Parameters::read(route.path, path))
        .max_by_key(|parameters| fixed_segments(parameters.pattern))
        .ok_or_else(|| Error::not_found("path"))?;
    let route = routes()
        .find(|route| route.path == parameters.pattern && route.method == method)
        .ok_or_else(Error::method_not_allowed)?;
    Ok((route, parameters))
}

/// For each segment of a pattern, whether it is fixed.
fn fixed_segments(pattern: &str) -> Vec<bool> {
    pattern
        .split('/')
        .map(|segment| parameter_name(segment).is_none())
        .collect()
}
