//! Repositories of a registry: the images of one name.

use super::lookup::{find, find_writable};
use crate::call::{Answer, Call};
use crate::pages;
use crate::response::Response;
use crate::route::{Route, route};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries/{registry}/repositoriesV2", "registry:read", list_v2),
    route("DELETE", "/v2/registries/{registry}/repositories/{repository}", "registry:delete", delete),
    route("GET", "/v2/registry/{registry}/repositories", "registry:read", list),
    route("GET", "/v2/registry/{registry}/repositoriesV2", "registry:read", list_v2),
];

fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let page = pages::page(call.request, "repositories", &registry.repositories, |repository| {
        repository.describe(&registry.name, &registry.blobs)
    });
    Ok(Response::ok(&page?))
}

/// Has the latest manifest in place of the latest tag.
fn list_v2(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let page = pages::page_with_tokens(call.request, "repositories", &registry.repositories, |repository| {
        repository.describe_v2(&registry.name, &registry.blobs)
    });
    Ok(Response::ok(&page?))
}

/// Deletes its manifests and tags too; their blobs stay.
fn delete(call: &mut Call) -> Answer {
    let registry = find_writable(call.account, &call.parameters)?;
    let name = registry.repository(&call.parameters.get("repository"))?.name.clone();
    registry.repositories.retain(|repository| repository.name != name);
    registry.last_delete = Some(call.now);
    Ok(Response::no_content())
}
