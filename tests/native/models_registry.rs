//! The models of the registries, and what is special about them.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{fmt::Debug, fs};

use digitalocean_wasm::{
    http::{ABSENT, Envelope, Input, Native},
    models::registry::{
        docker_credentials::{DockerCredentials, DockerCredentialsQuery},
        registries::{Registry, RegistryCreate, RegistryNameValidate, SingleRegistryCreate},
        repositories::{Repository, RepositoryPageQuery, RepositoryV2},
        subscription::{RegistrySubscription, RegistrySubscriptionUpdate, RegistryTierSlug},
        tags::RepositoryTag,
    },
    requests::{RESOURCES, operations, registries, registry},
    schema::{Maybe, Shape},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn fixture(name: &str) -> Value {
    let file = format!("{}/tests/fixtures/registry/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Reads a value, and asserts that it is written as it came.
fn kept<T: Serialize + DeserializeOwned>(value: &Value) -> T {
    let model: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&model).unwrap(), *value);
    model
}

/// What a fixture holds under a key.
fn held<T: Serialize + DeserializeOwned>(name: &str, key: &str) -> T {
    kept(&fixture(name)[key])
}

fn refused<T: DeserializeOwned + Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).unwrap_err().to_string()
}

#[test]
fn registries_are_read_with_and_without_a_subscription() {
    let got: Registry = held("registry", "registry");
    let subscription = got.subscription.value().unwrap();
    assert_eq!(subscription.tier.slug, RegistryTierSlug::Basic);
    assert_eq!(subscription.tier.storage_overage_price_in_cents, Maybe::Value(2));
    assert_eq!(got.read_only, Maybe::Value(false));

    let created: Registry = held("registry_created", "registry");
    assert_eq!(created.storage_usage_bytes_updated_at, Maybe::Absent);
    assert_eq!(created.subscription, Maybe::Absent);

    let all: Vec<Registry> = held("registries", "registries");
    let names: Vec<_> = all.iter().map(|registry| registry.name.as_str()).collect();
    assert_eq!(names, ["lighthouse", "harbour-2", "semaphore"]);
    assert_eq!(all[0].read_only, Maybe::Value(true));
}

#[test]
fn a_tier_of_the_future_is_kept() {
    let subscription: RegistrySubscription = held("subscription", "subscription");
    assert_eq!(subscription.tier.slug, RegistryTierSlug::Other("fleet".to_owned()));
    assert_eq!(subscription.tier.storage_overage_price_in_cents, Maybe::Absent);
    let update: RegistrySubscriptionUpdate = kept(&json!({ "tier_slug": "fleet" }));
    assert_eq!(update.tier_slug, subscription.tier.slug);
}

#[test]
fn keys_of_the_future_are_kept() {
    let mut value = fixture("registry")["registry"].take();
    value["replicated_to"] = json!(["fra1", null]);
    value["subscription"]["tier"]["included_registries"] = json!(10);
    let registry: Registry = kept(&value);
    assert_eq!(registry.extra.0["replicated_to"], json!(["fra1", null]));

    let mut value = fixture("docker_credentials");
    value["credHelpers"] = json!({});
    value["auths"]["registry.example.com"] = json!({ "auth": "other" });
    let credentials: DockerCredentials = kept(&value);
    assert!(credentials.auths.extra.0.contains_key("registry.example.com"));
}

#[test]
fn a_repository_may_be_empty() {
    let repositories: Vec<RepositoryV2> = held("repositories_v2", "repositories");
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

    let repositories: Vec<Repository> = held("repositories", "repositories");
    assert_eq!(repositories[0].latest_tag.value().unwrap().tag, "2026.02.1");
    assert_eq!(repositories[1].latest_tag, Maybe::Null);
    assert_eq!(repositories[2].latest_tag, Maybe::Absent);
}

#[test]
fn tags_of_one_manifest_share_its_digest() {
    let tags: Vec<RepositoryTag> = held("tags", "tags");
    assert_eq!(tags[0].manifest_digest, tags[1].manifest_digest);
    assert_ne!(tags[0].tag, tags[1].tag);
    assert_eq!(tags[2].size_bytes, Maybe::Absent);
}

#[test]
fn docker_credentials_are_a_docker_configuration_and_secret() {
    let value = fixture("docker_credentials");
    let credentials: DockerCredentials = kept(&value);
    let auth = &credentials.auths.digitalocean.auth;
    assert_eq!(value["auths"]["registry.digitalocean.com"]["auth"], auth.0.as_str());
    assert!(!format!("{credentials:?}").contains(&auth.0));

    // The answer itself is what `config.json` holds.
    let single = registry::registry::docker_credentials(&ABSENT).prepare().unwrap();
    assert_eq!(single.operation.envelope, Envelope::Whole);
    assert_eq!(single.path, "/v2/registry/docker-credentials");
}

#[test]
fn bodies_are_read_and_written_back() {
    let smallest: RegistryCreate = kept(&fixture("create_smallest"));
    assert_eq!(smallest.subscription_tier_slug, Maybe::Absent);
    let full: RegistryCreate = kept(&fixture("create_full"));
    assert_eq!(full.region, Maybe::Value("blr1".to_owned()));
    let single: SingleRegistryCreate = kept(&fixture("create_single"));
    assert_eq!(single.subscription_tier_slug, RegistryTierSlug::Starter);
    kept::<SingleRegistryCreate>(&fixture("create_full"));
    kept::<RegistryNameValidate>(&json!({ "name": "lighthouse" }));
}

#[test]
fn what_a_body_needs_is_needed() {
    assert!(refused::<SingleRegistryCreate>(fixture("create_smallest")).contains("subscription_tier_slug"));
    assert!(refused::<RegistryCreate>(json!({ "region": "fra1" })).contains("name"));
    assert!(refused::<RegistryNameValidate>(json!({})).contains("name"));
    assert!(refused::<RegistrySubscriptionUpdate>(json!({})).contains("tier_slug"));
    let required = |kind: digitalocean_wasm::schema::Kind| -> Vec<_> {
        let fields = kind.fields().iter().filter(|field| field.required);
        fields.map(|field| field.name).collect()
    };
    assert_eq!(required(RegistryCreate::KIND), ["name"]);
    assert_eq!(required(SingleRegistryCreate::KIND), ["name", "subscription_tier_slug"]);
    assert_eq!(required(RegistrySubscriptionUpdate::KIND), ["tier_slug"]);
}

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
fn each_deprecated_call_names_one_that_is_not() {
    let calls: Vec<_> = operations().map(|operation| operation.about.call).collect();
    let (mut deprecated, mut current) = (0, 0);
    for operation in operations() {
        let call = operation.about.call;
        match operation.about.replaced_by {
            Some(replacement) => {
                assert!(call.starts_with("registry."), "{call}");
                assert!(replacement.starts_with("registries."), "{call}: {replacement}");
                assert!(calls.contains(&replacement), "{call}: {replacement}");
                deprecated += 1;
            }
            None if call.starts_with("registries.") => current += 1,
            None => assert!(!call.starts_with("registry."), "{call}"),
        }
    }
    assert_eq!((deprecated, current), (18, 19));
}

/// A call of both families differs in its path alone.
#[test]
fn both_families_mean_the_same() {
    let of = |family: &'static str| {
        let resources = RESOURCES.iter().filter(move |resource| {
            let path = resource.about.path;
            path.split('.').next() == Some(family)
        });
        resources.flat_map(|resource| resource.operations)
    };
    let mut shared = 0;
    for single in of("registry") {
        let call = single.about.call.replacen("registry.", "registries.", 1);
        let Some(several) = of("registries").find(|operation| operation.about.call == call) else {
            assert_eq!(single.about.call, "registry.repositories.listV2");
            continue;
        };
        assert_eq!(single.method, several.method, "{call}");
        assert_eq!(single.envelope, several.envelope, "{call}");
        assert_eq!(single.about.scopes, several.about.scopes, "{call}");
        assert_eq!(single.about.paged, several.about.paged, "{call}");
        assert!(several.path.starts_with("/v2/registries"), "{call}");
        shared += 1;
    }
    assert_eq!(shared, 17);
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
