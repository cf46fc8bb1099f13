//! Manifests of a repository, by their digests.

use super::lookup::{find, find_writable};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::pages;
use crate::response::Response;
use crate::route::{Route, route};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/registries/{registry}/repositories/{repository}/digests", "registry:read", list),
    route("DELETE", "/v2/registries/{registry}/repositories/{repository}/digests/{digest}", "registry:delete", delete),
    route("GET", "/v2/registry/{registry}/repositories/{repository}/digests", "registry:read", list),
    route("DELETE", "/v2/registry/{registry}/repositories/{repository}/digests/{digest}", "registry:delete", delete),
];

fn list(call: &mut Call) -> Answer {
    let registry = find(call.account, &call.parameters)?;
    let repository = registry.repository(&call.parameters.get("repository"))?;
    let page = pages::page(call.request, "manifests", &repository.manifests, |manifest| {
        manifest.describe(&registry.name, &repository.name, &registry.blobs)
    });
    Ok(Response::ok(&page?))
}

/// Deletes its tags too; its blobs stay.
fn delete(call: &mut Call) -> Answer {
    let digest = digest(call.parameters.raw("digest"))?;
    let registry = find_writable(call.account, &call.parameters)?;
    let repository = registry.repository_mut(&call.parameters.get("repository"))?;
    let mut manifests = repository.manifests.iter();
    let position = manifests.position(|manifest| manifest.digest == digest);
    let position = position.ok_or_else(|| Error::not_found("manifest"))?;
    repository.manifests.remove(position);
    registry.last_delete = Some(call.now);
    Ok(Response::no_content())
}

/// The digest as sent: the real API does not decode this segment, and refuses an encoded colon.
fn digest(raw: &str) -> Result<&str, Error> {
    match raw.split_once(':') {
        Some((algorithm, hex)) if !algorithm.is_empty() && !hex.is_empty() => Ok(raw),
        _ => Err(Error::bad_request("invalid digest: invalid checksum digest format")),
    }
}
