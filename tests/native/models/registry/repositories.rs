//! Repositories.

use digitalocean_wasm::models::registry::repositories::{Repository, RepositoryV2};
use digitalocean_wasm::schema::Maybe;

use crate::support::{fixture, kept};

#[test]
fn a_repository_may_be_empty() {
    let repositories: Vec<RepositoryV2> = kept(&fixture("registry/repositories_v2")["repositories"]);
    let digests: Vec<_> = repositories
        .iter()
        .map(|repository| {
            repository
                .latest_manifest
                .value()
                .map(|manifest| &manifest.digest[..15])
        })
        .collect();
    assert_eq!(digests, [Some("sha256:7be1f04a"), Some("sha256:a41c7e02"), None, None]);
    assert_eq!(repositories[2].latest_manifest, Maybe::Null);
    assert_eq!(repositories[3].latest_manifest, Maybe::Absent);

    let repositories: Vec<Repository> = kept(&fixture("registry/repositories")["repositories"]);
    assert_eq!(repositories[0].latest_tag.value().unwrap().tag, "2026.02.1");
    assert_eq!(repositories[1].latest_tag, Maybe::Null);
    assert_eq!(repositories[2].latest_tag, Maybe::Absent);
}
