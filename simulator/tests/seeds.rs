#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use digitalocean_simulator::{Options, Seed};
use serde_json::{Value, json};
use support::{ALL, Api, EMPTY, READ, SEVERAL, assert_error};

fn seeded(seed: Seed) -> Api {
    Api::with(Options {
        seed,
        rate_limit: false,
        ..Options::default()
    })
}

fn items(api: &mut Api, target: &str, key: &str) -> Vec<Value> {
    api.get(target)[key].as_array().unwrap().clone()
}

/// All items of a list in pages.
fn all(api: &mut Api, target: &str, key: &str) -> Vec<Value> {
    let pages = (1..).map(|page| items(api, &format!("{target}?per_page=200&page={page}"), key));
    pages.take_while(|items| !items.is_empty()).flatten().collect()
}

#[test]
fn seeds_have_names() {
    for (name, seed) in Seed::NAMES {
        assert_eq!(name.parse(), Ok(seed));
    }
    let message = "huge".parse::<Seed>().unwrap_err();
    assert_eq!(
        message,
        "unknown seed: \"huge\", which must be one of example, empty, several, small-team, large"
    );
}

#[test]
fn the_main_token_is_of_the_seeds_account_and_the_others_stay() {
    let names = |api: &mut Api, token: &str| -> Vec<Value> {
        let listed = api.call_as(token, "GET", "/v2/registries").json();
        let registries = listed["registries"].as_array().unwrap().iter();
        registries.map(|registry| registry["name"].clone()).collect()
    };
    let several = ["first", "second"];
    for (seed, main) in [
        (Seed::Example, &["example"][..]),
        (Seed::Empty, &[]),
        (Seed::Several, &several),
        (Seed::SmallTeam, &["products", "models", "sandbox"]),
    ] {
        let mut api = seeded(seed);
        assert_eq!(names(&mut api, ALL), main, "{seed:?}");
        assert_eq!(names(&mut api, READ), main, "{seed:?}");
        assert_eq!(names(&mut api, SEVERAL), several);
        assert_eq!(names(&mut api, EMPTY), Vec::<Value>::new());
    }
    // With this seed both tokens are of one account: a name that is free again can be taken.
    let mut api = seeded(Seed::Several);
    assert_eq!(api.call("DELETE", "/v2/registries/first").status, 204);
    api.expect(201, "POST", "/v2/registries", &json!({ "name": "first" }));
}

#[test]
fn most_of_a_small_team_needs_attention() {
    let mut api = seeded(Seed::SmallTeam);
    let clusters = items(&mut api, "/v2/databases", "databases");
    let engines: BTreeSet<_> = clusters
        .iter()
        .map(|cluster| cluster["engine"].as_str().unwrap())
        .collect();
    assert_eq!((clusters.len(), engines.len()), (8, 8));
    let named = |name: &str| clusters.iter().find(|cluster| cluster["name"] == name).unwrap();
    assert_eq!(named("accounts")["version_end_of_life"], "2025-11-13T00:00:00Z");
    assert_eq!(named("shop")["num_nodes"], 1);
    assert_eq!(named("cache")["rules"], json!([]));
    assert_eq!(named("events")["maintenance_window"]["pending"], true);
    assert_eq!(named("search")["version"], "1");
    assert_eq!(named("reports")["status"], "creating");
    let shop = api.path("shop");
    assert_eq!(api.get(&format!("{shop}/online-migration"))["status"], "error");
    for name in ["accounts", "catalog", "ledger"] {
        assert_eq!(named(name)["status"], "online");
        assert_eq!(named(name)["rules"].as_array().unwrap().len(), 1);
    }

    let used = api.get("/v2/registries")["total_storage_usage_bytes"].as_u64().unwrap();
    let subscription = api.get("/v2/registries/subscription")["subscription"].clone();
    let included = subscription["tier"]["included_storage_bytes"].as_u64().unwrap();
    assert_eq!(subscription["tier"]["slug"], "professional");
    assert!(used < included && used > included * 8 / 10, "{used} of {included}");
}

#[test]
fn a_large_account_has_two_hundred_clusters_and_long_lists() {
    let mut api = seeded(Seed::Large);
    let clusters = items(&mut api, "/v2/databases?per_page=200", "databases");
    assert_eq!(clusters.len(), 200);
    let names: BTreeSet<_> = clusters
        .iter()
        .map(|cluster| cluster["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 200);
    let digests = "/v2/registries/large/repositories/services%2Fservice-50/digests?per_page=20&page=40";
    assert_eq!(items(&mut api, digests, "manifests").len(), 20);
}

#[test]
fn a_large_registry_has_what_buildx_and_cosign_push() {
    let mut api = seeded(Seed::Large);
    let repositories = all(&mut api, "/v2/registries/large/repositoriesV2", "repositories");
    assert_eq!(repositories.len(), 50);
    assert!(repositories.iter().all(|repository| repository["tag_count"] == 400));
    assert_eq!(repositories[0]["latest_manifest"]["tags"].as_array().unwrap().len(), 1);

    let repository = "/v2/registries/large/repositories/services%2Fservice-01";
    let tags = all(&mut api, &format!("{repository}/tags"), "tags");
    let manifests = all(&mut api, &format!("{repository}/digests"), "manifests");
    let by_digest: BTreeMap<_, _> = manifests
        .iter()
        .map(|manifest| (manifest["digest"].as_str().unwrap(), manifest))
        .collect();
    assert_eq!(by_digest.len(), manifests.len());
    let signatures: Vec<_> = tags
        .iter()
        .filter_map(|tag| tag["tag"].as_str().unwrap().strip_suffix(".sig"))
        .collect();
    assert_eq!((tags.len(), signatures.len()), (400, 79));
    for signed in signatures {
        assert!(by_digest.contains_key(signed.replace('-', ":").as_str()));
    }
    let mut uses = BTreeMap::new();
    for manifest in &manifests {
        let blobs = manifest["blobs"].as_array().unwrap();
        let size = |blob: &Value| blob["compressed_size_bytes"].as_u64().unwrap();
        assert_eq!(manifest["compressed_size_bytes"], blobs.iter().map(size).sum::<u64>());
        let digests = blobs.iter().map(|blob| blob["digest"].as_str().unwrap());
        let children: Vec<_> = digests
            .clone()
            .filter(|digest| by_digest.contains_key(digest))
            .collect();
        // Every manifest is one of its own blobs; an index has four children.
        assert!([1, 5].contains(&children.len()));
        for child in children.iter().filter(|child| **child != manifest["digest"]) {
            assert_eq!(by_digest[child]["tags"], json!([]));
        }
        for digest in digests {
            *uses.entry(digest).or_insert(0) += 1;
        }
    }
    assert!(
        uses.values().any(|&uses| uses > 150),
        "all images of a platform have one base"
    );
}

#[test]
fn no_seed_is_over_the_limits_of_its_tier() {
    for (_, seed) in Seed::NAMES {
        let mut api = seeded(seed);
        let listed = api.call("GET", "/v2/registries/subscription");
        if seed == Seed::Empty || seed == Seed::Several {
            continue;
        }
        let slug = listed.json()["subscription"]["tier"]["slug"].clone();
        api.expect(
            200,
            "POST",
            "/v2/registries/subscription",
            &json!({ "tier_slug": slug }),
        );
    }
    assert_error(&seeded(Seed::Empty).call("GET", "/v2/registry"), 404, "not_found");
}
