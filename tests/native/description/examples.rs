//! The examples of the description: read and written back, every key known.

use digitalocean_wasm::models::databases::config::MysqlConfig;

use super::Description;
use crate::support::{assert_kept, bodies, model, responses, unnamed};

/// Keys that an example of the description misspells: operation, object, key, the right key.
const MISSPELT: [(&str, &str, &str, &str); 4] = [
    misspelt("registry_list_repositoryManifests", "/manifests/0/blobs/1"),
    misspelt("registries_list_repositoryManifests", "/manifests/0/blobs/1"),
    misspelt(
        "registry_list_repositoriesV2",
        "/repositories/0/latest_manifest/blobs/1",
    ),
    misspelt(
        "registries_list_repositoriesV2",
        "/repositories/0/latest_manifest/blobs/1",
    ),
];

const fn misspelt(id: &'static str, object: &'static str) -> (&'static str, &'static str, &'static str, &'static str) {
    (id, object, "compressed_size_byte", "compressed_size_bytes")
}

/// Keys that examples of bodies name differently than the schemas of the description.
const MISNAMED: [&str; 4] = [
    "databases_create_kafka_topic.partitions",
    "databases_create_kafka_topic.replication",
    "databases_update_kafka_topic.partitions",
    "databases_update_kafka_topic.replication",
];

#[test]
#[ignore = "needs the API's description"]
fn examples_are_read_and_written_back_and_every_key_is_known() {
    let description = Description::load();
    let mut examples = 0;
    for response in responses() {
        for example in Description::examples(description.response(response.id).unwrap()) {
            let mut example = example.clone();
            for (_, pointer, wrong, right) in MISSPELT.iter().filter(|(id, ..)| *id == response.id) {
                let object = example.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
                let value = object.remove(*wrong).expect("it is still misspelt");
                object.insert((*right).to_owned(), value);
            }
            let value = response.envelope.map_or(&example, |key| &example[key]);
            let inner = response.unwrap.split(' ').find_map(|key| value.get(key));
            let value = inner.unwrap_or(value);
            let values = if response.is_list {
                value.as_array().unwrap()
            } else {
                std::slice::from_ref(value)
            };
            for value in values {
                assert_kept(response.model, value);
                assert_eq!(unnamed(response.model.kind, value, response.id), [""; 0]);
            }
            examples += 1;
        }
    }
    for (id, model) in bodies() {
        for example in Description::examples(description.body(id)) {
            assert_kept(model, example);
            let unnamed: Vec<_> = unnamed(model.kind, example, id)
                .into_iter()
                .filter(|key| !MISNAMED.contains(&key.as_str()))
                .collect();
            assert_eq!(unnamed, [""; 0]);
            examples += 1;
        }
    }
    assert!(examples >= 14, "{examples} examples");

    // The example of a configuration does not name its engine: it is MySQL's.
    for example in Description::examples(description.response("databases_get_config").unwrap()) {
        let model = model::<MysqlConfig>();
        assert_kept(model, &example["config"]);
        assert_eq!(unnamed(model.kind, &example["config"], "config"), [""; 0]);
    }
}
