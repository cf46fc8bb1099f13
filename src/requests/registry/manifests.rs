//! `/v2/registry/{registry}/repositories/{repository}/digests`

use crate::{
    http::{Answer, Input, Request, operations},
    models::{PageQuery, registry::manifests::Manifest},
};

operations! {
    LIST = Get "/v2/registry/{registry}/repositories/{repository}/digests" { answer: Answer::List("manifests") }
        as "registry.manifests.list" {
            id: "registry_list_repositoryManifests",
            scopes: &["registry:read"],
            replaced_by: Some("registries.manifests.list"),
            paged: true,
        }
    DELETE = Delete "/v2/registry/{registry}/repositories/{repository}/digests/{digest}" {}
        as "registry.manifests.delete" {
            id: "registry_delete_repositoryManifest",
            scopes: &["registry:delete"],
            replaced_by: Some("registries.manifests.delete"),
        }
}

/// Lists the manifests of a repository.
pub fn list<'a>(
    registry: &'a dyn Input,
    repository: &'a dyn Input,
    query: &'a dyn Input,
) -> Request<'a, Vec<Manifest>> {
    Request::new(&LIST, [registry, repository]).query::<PageQuery>(query)
}

/// Deletes a manifest and its tags.
pub fn delete<'a>(registry: &'a dyn Input, repository: &'a dyn Input, digest: &'a dyn Input) -> Request<'a, ()> {
    Request::new(&DELETE, [registry, repository, digest])
}
