#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use support::Api;

#[test]
fn registry_options_list_regions_and_tiers() {
    let mut api = Api::new();
    let options = api.get("/v2/registry/options")["options"].clone();
    assert_eq!(api.get("/v2/registries/options")["options"], options);
    assert!(
        options["available_regions"]
            .as_array()
            .unwrap()
            .contains(&"fra1".into())
    );
    let tiers = options["subscription_tiers"].as_array().unwrap();
    let slugs: Vec<_> = tiers.iter().map(|tier| tier["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, ["starter", "basic", "professional"]);
    assert_eq!(tiers[0]["eligible"], false);
    assert_eq!(tiers[2]["included_storage_bytes"], 107_374_182_400_u64);
}

#[test]
fn database_options_cover_nine_engines() {
    let answer = Api::new().get("/v2/databases/options");
    let options = answer["options"].as_object().unwrap();
    assert_eq!(options.len(), 9);
    for (engine, offer) in options {
        let versions = offer["versions"].as_array().unwrap();
        let availability = answer["version_availability"][engine].as_array().unwrap();
        let listed: Vec<_> = availability.iter().map(|entry| entry["version"].clone()).collect();
        assert_eq!(&listed, versions, "{engine}");
        let default = availability.iter().find(|entry| entry["default"] == true).unwrap();
        match engine.as_str() {
            "redis" => assert_eq!(offer.get("default_version"), None),
            _ => assert_eq!(offer["default_version"], default["version"]),
        }
        for layout in offer["layouts"].as_array().unwrap() {
            assert!(layout["num_nodes"].as_u64() >= Some(1));
            assert!(!layout["sizes"].as_array().unwrap().is_empty());
        }
    }
}
