//! The routes of all resources.

use crate::errors::Error;
use crate::parameters::{Parameters, parameter_name};
use crate::route::Route;
use crate::{databases, registry};

/// The routes of each group of resources.
const GROUPS: &[&[&[Route]]] = &[databases::ROUTES, registry::ROUTES];

fn routes() -> impl Iterator<Item = &'static Route> {
    GROUPS.iter().copied().flatten().copied().flatten()
}

/// The method and path of each operation that is served, the path's parameters in braces.
pub fn operations() -> impl Iterator<Item = (&'static str, &'static str)> {
    routes().map(|route| (route.method, route.path))
}

/// The route of a request. A fixed segment wins over a parameter, so no registry can be named `options`.
pub(crate) fn find<'a>(method: &str, path: &'a str) -> Result<(&'static Route, Parameters<'a>), Error> {
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
