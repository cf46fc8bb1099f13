//! Requests to `/v2/registries`.

use digitalocean_wasm::{
    http::{Input, Native},
    models::registry::{docker_credentials::DockerCredentialsQuery, repositories::RepositoryPageQuery},
    requests::{registries, registry},
};
use serde_json::json;

use crate::support::kept;

#[test]
fn queries_of_credentials_and_of_repositories() {
    let query: DockerCredentialsQuery = kept(&json!({ "expiry_seconds": 3600, "read_write": true }));
    let (name, query) = (Native("lighthouse"), Native(query));
    assert_eq!(
        registries::registries::docker_credentials(&name, &query)
            .prepare()
            .unwrap()
            .path,
        "/v2/registries/lighthouse/docker-credentials?expiry_seconds=3600&read_write=true"
    );

    let query: RepositoryPageQuery = kept(&json!({ "per_page": 4, "page_token": "a/b==" }));
    let query = Native(query);
    for (request, line) in [
        (
            registries::repositories::list(&name, &query),
            "/v2/registries/lighthouse/repositoriesV2?page_token=a%2Fb%3D%3D&per_page=4",
        ),
        (
            registry::repositories::list_v2(&name, &query),
            "/v2/registry/lighthouse/repositoriesV2?page_token=a%2Fb%3D%3D&per_page=4",
        ),
    ] {
        assert_eq!(request.prepare().unwrap().path, line);
    }
}

#[test]
fn registries_are_addressed_by_name() {
    let (name, repository, tag): (&dyn Input, &dyn Input, &dyn Input) =
        (&Native("lighthouse"), &Native("web/storefront"), &Native("2026:02+1"));
    let rows = [
        (
            registries::registries::get(name).prepare(),
            "GET /v2/registries/lighthouse",
        ),
        (
            registries::registries::delete(name).prepare(),
            "DELETE /v2/registries/lighthouse",
        ),
        (registry::registry::get().prepare(), "GET /v2/registry"),
        (registry::registry::delete().prepare(), "DELETE /v2/registry"),
        (
            registries::repositories::delete(name, repository).prepare(),
            "DELETE /v2/registries/lighthouse/repositories/web%2Fstorefront",
        ),
        (
            registries::tags::delete(name, repository, tag).prepare(),
            "DELETE /v2/registries/lighthouse/repositories/web%2Fstorefront/tags/2026%3A02%2B1",
        ),
    ];
    for (request, line) in rows {
        let request = request.unwrap();
        assert_eq!(format!("{} {}", request.method.as_str(), request.path), line);
    }
}
