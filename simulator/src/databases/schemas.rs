//! The schema registry of a Kafka cluster: versions of schemas under subjects.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::lookup;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::with;
use crate::parameters::Parameters;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::state::extensions::Extension;
use crate::time::Time;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/schema-registry", "database:read", list),
    route("POST", "/v2/databases/{id}/schema-registry", "database:create", create),
    route("GET", "/v2/databases/{id}/schema-registry/config", "database:read", get_config),
    route("PUT", "/v2/databases/{id}/schema-registry/config", "database:write", update_config),
    route("GET", "/v2/databases/{id}/schema-registry/config/{subject}", "database:read", get_subject_config),
    route("PUT", "/v2/databases/{id}/schema-registry/config/{subject}", "database:write", update_subject_config),
    route("GET", "/v2/databases/{id}/schema-registry/{subject}", "database:read", get),
    route("DELETE", "/v2/databases/{id}/schema-registry/{subject}", "database:delete", delete),
    route("GET", "/v2/databases/{id}/schema-registry/{subject}/versions/{version}", "database:read", get_version),
];

const TYPES: [&str; 3] = ["AVRO", "JSON", "PROTOBUF"];
const LEVELS: [&str; 7] = [
    "NONE",
    "BACKWARD",
    "BACKWARD_TRANSITIVE",
    "FORWARD",
    "FORWARD_TRANSITIVE",
    "FULL",
    "FULL_TRANSITIVE",
];
const DEFAULT_LEVEL: &str = "BACKWARD";

#[derive(Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SchemaRegistry {
    subjects: Vec<Subject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compatibility_level: Option<String>,
    /// The id of the last schema. Ids count through all subjects.
    last_id: u64,
}

/// The registry of a cluster before its first schema.
static EMPTY: SchemaRegistry = SchemaRegistry {
    subjects: Vec::new(),
    compatibility_level: None,
    last_id: 0,
};

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    name: String,
    /// The subject's own; without one the registry's applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compatibility_level: Option<String>,
    /// Oldest first, and at least one.
    versions: Vec<Schema>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Schema {
    #[serde(rename = "schema_id")]
    id: u64,
    #[serde(rename = "schema_type")]
    kind: String,
    #[serde(rename = "schema")]
    text: String,
}

impl Extension for SchemaRegistry {
    const NAME: &'static str = "schema_registry";
}

/// Lists the latest version of each subject.
fn list(call: &mut Call) -> Answer {
    let subjects = find(call)?.subjects.iter();
    let subjects: Vec<_> = subjects
        .filter_map(|subject| subject.describe(subject.latest()))
        .collect();
    Ok(Response::ok(&json!({ "subjects": subjects })))
}

/// Makes the next version of a subject, or its first.
fn create(call: &mut Call) -> Answer {
    let registry = find_mut(call.account, &call.parameters, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let subject = fields.required("subject_name", fields.string("subject_name")?)?;
    let kind = fields.required("schema_type", fields.one_of("schema_type", &TYPES)?)?;
    let text = fields.required("schema", fields.string("schema")?)?;
    if subject.is_empty() {
        return Err(fields.wrong("subject_name", "must not be empty"));
    }
    let is_json = serde_json::from_str::<Value>(text).is_ok();
    if text.is_empty() || (kind != "PROTOBUF" && !is_json) {
        return Err(fields.wrong("schema", &format!("is not valid {kind}")));
    }
    let answer = registry.add(subject, kind, text);
    Ok(Response::created(&answer.unwrap_or_default()))
}

fn get(call: &mut Call) -> Answer {
    let subject = find(call)?.subject(&call.parameters.get("subject"))?;
    version(subject, subject.latest())
}

fn get_version(call: &mut Call) -> Answer {
    let subject = find(call)?.subject(&call.parameters.get("subject"))?;
    version(subject, call.parameters.get("version").parse().unwrap_or_default())
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("subject");
    let registry = find_mut(call.account, &call.parameters, call.now)?;
    registry.subject(&name)?;
    registry.subjects.retain(|subject| subject.name != name);
    Ok(Response::no_content())
}

fn get_config(call: &mut Call) -> Answer {
    let level = find(call)?.level();
    Ok(Response::ok(&json!({ "compatibility_level": level })))
}

fn update_config(call: &mut Call) -> Answer {
    let registry = find_mut(call.account, &call.parameters, call.now)?;
    registry.compatibility_level = Some(requested_level(&call.request.body)?);
    get_config(call)
}

fn get_subject_config(call: &mut Call) -> Answer {
    let registry = find(call)?;
    let subject = registry.subject(&call.parameters.get("subject"))?;
    let level = subject.compatibility_level.as_deref().unwrap_or(registry.level());
    Ok(Response::ok(
        &json!({ "subject_name": subject.name, "compatibility_level": level }),
    ))
}

fn update_subject_config(call: &mut Call) -> Answer {
    let name = call.parameters.get("subject");
    let registry = find_mut(call.account, &call.parameters, call.now)?;
    registry.subject(&name)?;
    let level = requested_level(&call.request.body)?;
    if let Some(subject) = registry.subjects.iter_mut().find(|subject| subject.name == name) {
        subject.compatibility_level = Some(level);
    }
    get_subject_config(call)
}

/// The schema registry of the cluster that the path names.
fn find<'a>(call: &'a Call) -> Result<&'a SchemaRegistry, Error> {
    let cluster = lookup::find(call)?;
    require_supported(cluster, call.now)?;
    Ok(cluster.extensions.get().unwrap_or(&EMPTY))
}

fn find_mut<'a>(account: &'a mut Account, parameters: &Parameters, now: Time) -> Result<&'a mut SchemaRegistry, Error> {
    let cluster = lookup::find_mut(account, parameters, now)?;
    require_supported(cluster, now)?;
    Ok(cluster.extensions.get_mut())
}

fn require_supported(cluster: &Cluster, now: Time) -> Result<(), Error> {
    cluster.require_engine(&["kafka"], "schemas")?;
    cluster.require_created(now)
}

fn version(subject: &Subject, number: usize) -> Answer {
    let schema = subject.describe(number).ok_or_else(|| Error::not_found("version"))?;
    // A string, though it is a number.
    Ok(Response::ok(&with(schema, "version", Some(number.to_string()))))
}

/// The level a body asks for.
fn requested_level(body: &[u8]) -> Result<String, Error> {
    let body = body::parse(body)?;
    let fields = Fields::of(&body);
    let level = fields.one_of("compatibility_level", &LEVELS)?;
    fields.required("compatibility_level", level).map(str::to_owned)
}

impl SchemaRegistry {
    fn level(&self) -> &str {
        self.compatibility_level.as_deref().unwrap_or(DEFAULT_LEVEL)
    }

    fn subject(&self, name: &str) -> Result<&Subject, Error> {
        let mut subjects = self.subjects.iter();
        subjects
            .find(|subject| subject.name == name)
            .ok_or_else(|| Error::not_found("subject"))
    }

    /// Adds a version of a subject, which need not be there yet; returns how it is shown.
    pub(crate) fn add(&mut self, name: &str, kind: &str, text: &str) -> Option<Value> {
        self.last_id += 1;
        let schema = Schema {
            id: self.last_id,
            kind: kind.to_owned(),
            text: text.to_owned(),
        };
        if let Some(subject) = self.subjects.iter_mut().find(|subject| subject.name == name) {
            subject.versions.push(schema);
            return subject.describe(subject.latest());
        }
        let subject = Subject {
            name: name.to_owned(),
            compatibility_level: None,
            versions: vec![schema],
        };
        self.subjects.push(subject);
        self.subjects.last()?.describe(1)
    }
}

impl Subject {
    /// The number of its latest version: they are counted from 1.
    fn latest(&self) -> usize {
        self.versions.len()
    }

    fn describe(&self, version: usize) -> Option<Value> {
        let schema = self.versions.get(version.checked_sub(1)?)?;
        Some(json!({
            "schema_id": schema.id,
            "subject_name": self.name,
            "schema_type": schema.kind,
            "schema": schema.text,
        }))
    }
}
