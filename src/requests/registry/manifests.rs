//! `/v2/registry/{registry}/repositories/{repository}/digests`

use crate::{
    http::{Query, Request, Result, operations},
    models::{PageQuery, registry::manifests::Manifest},
};

operations! {
    LIST = "registry.manifests.list", Get "/v2/registry/{registry}/repositories/{repository}/digests" {
        id: "registry_list_repositoryManifests",
        scopes: &["registry:read"],
        replaced_by: Some("registries.manifests.list"),
        envelope: Some("manifests"),
        list: true,
        paged: true,
    }
    DELETE = "registry.manifests.delete", Delete "/v2/registry/{registry}/repositories/{repository}/digests/{digest}" {
        id: "registry_delete_repositoryManifest",
        scopes: &["registry:delete"],
        replaced_by: Some("registries.manifests.delete"),
    }
}

/// Lists the manifests of a repository.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn list(registry: &str, repository: &str, query: &Query<PageQuery>) -> Result<Request<Vec<Manifest>>> {
    Ok(Request::new(&LIST, &[registry, repository])?.query(query))
}

/// Deletes a manifest and its tags.
///
/// # Errors
/// A path parameter that cannot be sent.
pub fn delete(registry: &str, repository: &str, digest: &str) -> Result<Request<()>> {
    Request::new(&DELETE, &[registry, repository, digest])
}
