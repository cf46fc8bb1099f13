//! The tables of the models against the schemas of the description.

use digitalocean_wasm::schema::Kind;

use super::{Description, Schema, is_true};
use crate::support::{CONFIGS, bodies, fits, responses};

/// The differences of a table from a schema. A body may lack the fields that are read only, and requires the same
/// fields as its schema; a response may require more than its schema promises.
fn differences(description: &Description, kind: Kind, schema: &Schema, path: &str, is_body: bool) -> Vec<String> {
    let compare = |kind, schema: &Schema, path: &str| differences(description, kind, schema, path, is_body);
    let is = |type_: &str| {
        let fits = schema.iter().any(|part| part["type"] == type_);
        if fits {
            Vec::new()
        } else {
            vec![format!("{path} is not described as {type_}")]
        }
    };
    match kind {
        Kind::Any => Vec::new(),
        Kind::String | Kind::Secret => is("string"),
        Kind::Integer => is("integer"),
        Kind::Number => is("number"),
        Kind::Boolean => is("boolean"),
        Kind::Map(_) => vec![format!("{path} is not described as a map")],
        Kind::List(inner) => compare(*inner, &description.items(schema), &format!("{path}[]")),
        Kind::Object(fields) => {
            let properties = description.properties(schema);
            let is_required = |name: &str| {
                let lists = schema.iter().filter_map(|part| part["required"].as_array());
                lists.flatten().any(|required| required == name)
            };
            let mut found = Vec::new();
            for (name, schema) in &properties {
                let is_ours = fields.iter().any(|field| field.name == *name);
                let is_read_only = is_body && is_true(schema, "readOnly");
                if !is_ours && !is_read_only {
                    found.push(format!("{path}.{name} is not in the table"));
                }
            }
            for field in fields {
                let path = format!("{path}.{}", field.name);
                let Some(schema) = properties.get(field.name) else {
                    found.push(format!("{path} is not described"));
                    continue;
                };
                match (field.required, is_required(field.name)) {
                    (true, false) if is_body => found.push(format!("{path} is required")),
                    (false, true) => found.push(format!("{path} is not required")),
                    _ => {}
                }
                if is_true(schema, "nullable") && !field.nullable {
                    found.push(format!("{path} may not be null"));
                }
                found.extend(compare(field.kind, schema, &path));
            }
            found
        }
    }
}

/// Where the models differ from the description on purpose, and why. A star stands for any text.
const DIFFERENCES: &[(&str, &str)] = &[
    ("Registry.read_only is not described", "the API sends it"),
    (
        "Registry.subscription is not described",
        "one model for what is got by name and what is listed",
    ),
    (
        "RegistrySubscriptionUpdate.tier_slug is required",
        "nothing else can be updated",
    ),
    (
        "DatabaseCluster*connection.protocol is not described",
        "the API sends it",
    ),
    (
        "DatabaseCluster*connection.application_ports is not described",
        "the API sends it",
    ),
    (
        "DatabaseCluster*.autoscale is not described",
        "declared for the body, read all the same",
    ),
    (
        "DatabaseOptionsAnswer.options.*.default_version is not described",
        "the API sends it",
    ),
    (
        "DatabaseOptionsAnswer.version_availability.*.default is not described",
        "the API sends it",
    ),
    (
        "DatabaseCluster*.storage_autoscale is not described",
        "godo and Terraform read and send it",
    ),
    ("OpensearchIndex.create_time is not described", "godo and doctl read it"),
    ("OpensearchIndex.docs is not described", "godo and doctl read it"),
    ("OpensearchIndex.replication is not described", "godo and doctl read it"),
    ("GarbageCollection*.type is not described", "the API sends it"),
    (
        "DatabaseConnectionPool*connection.protocol is not described",
        "the API sends it",
    ),
    (
        "DatabaseConnectionPool*connection.application_ports is not described",
        "the API sends it",
    ),
    (
        "DatabaseClusterMigrate.private_network_uuid is not described",
        "the API sends it",
    ),
    ("DatabaseUserResetAuth.settings is not described", "the API sends it"),
    (
        "DatabaseConfigUpdate.config.*_parameters is not described",
        "the API sends it",
    ),
    (
        "DatabaseAutoscale.autoscale is not in the table",
        "one level too many; both are read",
    ),
    (
        "DatabaseAutoscale.storage is not described",
        "one level too many; both are read",
    ),
    (
        "DatabaseMetricsCredentials.credentials is not in the table",
        "one level too many; both are read",
    ),
    (
        "DatabaseMetricsCredentials.basic_auth_* is not described",
        "one level too many; both are read",
    ),
    (
        "DatabaseMetricsCredentialsUpdate.credentials* is required",
        "nothing else is in it",
    ),
    (
        "DatabaseLogsink*.config.* is not required",
        "each kind of sink has its own settings",
    ),
    (
        "DatabaseOnlineMigrationStart.source.* is required",
        "nothing can be copied without it",
    ),
    (
        "DatabaseReplica.*connection.protocol is not described",
        "the API sends it",
    ),
    (
        "DatabaseReplica.*connection.application_ports is not described",
        "the API sends it",
    ),
    (
        "KafkaTopicDetails*consumer_groups[].group_name is not in the table",
        "it is called `name`",
    ),
    (
        "KafkaTopicDetails*consumer_groups[].name is not described",
        "it is not called `group_name`",
    ),
    (
        "KafkaTopic*.config.message_timestamp_difference_max_ms is not described",
        "the API sends it",
    ),
    (
        "KafkaTopic*.config.segment_index_bytes is not described",
        "the API sends it",
    ),
    (
        "KafkaTopic*.config.unclean_leader_election_enable is not described",
        "the API sends it",
    ),
    ("DatabaseClusterUpgrade.version is required", "nothing else is in it"),
    ("DatabaseConfigUpdate.config is required", "nothing else is in it"),
    ("DatabaseFirewallUpdate.rules is required", "nothing else is in it"),
    (
        "GarbageCollectionUpdate.cancel is required",
        "nothing else can be updated",
    ),
];

#[test]
#[ignore = "needs the API's description"]
fn tables_differ_from_the_description_only_as_listed() {
    let description = Description::load();
    let mut found = Vec::new();
    for response in responses() {
        let schema = description.resource(&response);
        found.extend(differences(
            &description,
            response.model.kind,
            &schema,
            response.model.name,
            false,
        ));
    }
    for (id, model) in bodies() {
        let schema = description.schema(&description.body(id)["schema"]);
        found.extend(differences(&description, model.kind, &schema, model.name, true));
    }
    for config in &CONFIGS {
        let (model, schema) = ((config.model)(), description.component(config.schema));
        found.extend(differences(&description, model.kind, &schema, model.name, true));
    }
    let is_known = |difference: &String| DIFFERENCES.iter().any(|(known, _)| fits(known, difference));
    let unknown: Vec<_> = found.iter().filter(|difference| !is_known(difference)).collect();
    assert_eq!(unknown, [""; 0]);
    for (known, reason) in DIFFERENCES {
        assert!(
            found.iter().any(|difference| fits(known, difference)),
            "no longer a difference: {known} ({reason})"
        );
    }
}
