//! Tags: names of manifests.

use super::lookup::{find, find_writable};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::pages;
use crate::response::Response;
use crate::route::{Route, route};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries/{registry}/repositories/{repository}/tags", "registry:read", list),
    route("DELETE", "/v2/registries/{registry}/repositories/{repository}/tags/{tag}", "registry:delete", delete),
    route("GET", "/v2/registry/{registry}/repositories/{repository}/tags", "registry:read", list),
    route("DELETE", "/v2/registry/{registry}/repositories/{repository}/tags/{tag}", "registry:delete", delete),
];

fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let repository = registry.repository(&call.parameters.get("repository"))?;
    let tags: Vec<_> = repository.tags().collect();
    let page = pages::page(call.request, "tags", &tags, |tag| {
        tag.describe(&registry.name, &repository.name, &registry.blobs)
    });
    Ok(Response::ok(&page?))
}

/// Leaves the manifest, even without any tag.
fn delete(call: &mut Call) -> Answer {
    let tag = call.parameters.get("tag");
    let registry = find_writable(call.account, &call.parameters)?;
    let repository = registry.repository_mut(&call.parameters.get("repository"))?;
    let mut manifests = repository.manifests.iter_mut();
    let manifest = manifests.find(|manifest| manifest.tags.contains(&tag));
    let manifest = manifest.ok_or_else(|| Error::not_found("tag"))?;
    manifest.tags.retain(|known| *known != tag);
    registry.last_delete = Some(call.now);
    Ok(Response::no_content())
}
