//! The schema registry of a Kafka cluster: versions of schemas under subjects.

use serde_json::{Value, json};

use super::reach;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::merge;
use crate::response::Response;

const ENGINES: [&str; 1] = ["kafka"];
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

#[derive(Clone, Default)]
pub(crate) struct SchemaRegistry {
    subjects: Vec<Subject>,
    compatibility_level: Option<String>,
    /// The id the last schema was given. Ids count through all subjects.
    last_id: u64,
}

#[derive(Clone)]
struct Subject {
    name: String,
    /// Its own; without one the registry's holds.
    compatibility_level: Option<String>,
    /// Oldest first, and never none.
    versions: Vec<Schema>,
}

#[derive(Clone)]
struct Schema {
    id: u64,
    kind: String,
    text: String,
}

/// Of each subject the latest version.
pub(crate) fn list(call: &mut Call) -> Answer {
    let subjects = find(call)?.subjects.iter();
    let subjects: Vec<_> = subjects
        .filter_map(|subject| subject.describe(subject.latest()))
        .collect();
    Ok(Response::ok(&json!({ "subjects": subjects })))
}

/// Under a subject that is there already, this makes its next version.
pub(crate) fn create(call: &mut Call) -> Answer {
    let body = &call.request.body;
    let registry = find(call)?;
    let body = body::parse(body)?;
    let fields = Fields::of(&body);
    let subject = fields.required("subject_name", fields.string("subject_name")?)?;
    let kind = fields.required("schema_type", fields.string("schema_type")?)?;
    let text = fields.required("schema", fields.string("schema")?)?;
    if subject.is_empty() {
        return Err(fields.wrong("subject_name", "must not be empty"));
    }
    if !TYPES.contains(&kind) {
        return Err(fields.wrong("schema_type", "is unknown"));
    }
    let is_json = serde_json::from_str::<Value>(text).is_ok();
    if text.is_empty() || (kind != "PROTOBUF" && !is_json) {
        return Err(fields.wrong("schema", &format!("is not valid {kind}")));
    }
    let answer = registry.add(subject, kind, text);
    Ok(Response::created(&answer.unwrap_or_default()))
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let subject = find_subject(call)?;
    version(subject, subject.latest())
}

pub(crate) fn get_version(call: &mut Call) -> Answer {
    let number = call.parameters.get("version").parse().unwrap_or_default();
    version(find_subject(call)?, number)
}

pub(crate) fn delete(call: &mut Call) -> Answer {
    let name = find_subject(call)?.name.clone();
    find(call)?.subjects.retain(|subject| subject.name != name);
    Ok(Response::no_content())
}

pub(crate) fn get_config(call: &mut Call) -> Answer {
    let level = find(call)?.level();
    Ok(Response::ok(&json!({ "compatibility_level": level })))
}

pub(crate) fn update_config(call: &mut Call) -> Answer {
    let body = &call.request.body;
    find(call)?.compatibility_level = Some(asked_for(body)?);
    get_config(call)
}

pub(crate) fn get_subject_config(call: &mut Call) -> Answer {
    let subject = find_subject(call)?;
    let (name, own) = (subject.name.clone(), subject.compatibility_level.clone());
    let level = own.unwrap_or(find(call)?.level().to_owned());
    Ok(Response::ok(
        &json!({ "subject_name": name, "compatibility_level": level }),
    ))
}

pub(crate) fn update_subject_config(call: &mut Call) -> Answer {
    let body = &call.request.body;
    find_subject(call)?.compatibility_level = Some(asked_for(body)?);
    get_subject_config(call)
}

fn find<'a>(call: &'a mut Call) -> Result<&'a mut SchemaRegistry, Error> {
    Ok(&mut reach::running(call, &ENGINES)?.belongings.schema_registry)
}

fn find_subject<'a>(call: &'a mut Call) -> Result<&'a mut Subject, Error> {
    let name = call.parameters.get("subject");
    let mut subjects = find(call)?.subjects.iter_mut();
    subjects
        .find(|subject| subject.name == name)
        .ok_or_else(|| Error::not_found("subject"))
}

fn version(subject: &Subject, number: usize) -> Answer {
    let schema = subject.describe(number).ok_or_else(|| Error::not_found("version"))?;
    // A string, though it counts.
    let version = json!({ "version": number.to_string() });
    Ok(Response::ok(&merge(schema, version)))
}

/// The level a body asks for.
fn asked_for(body: &[u8]) -> Result<String, Error> {
    let body = body::parse(body)?;
    let fields = Fields::of(&body);
    let level = fields.required("compatibility_level", fields.string("compatibility_level")?)?;
    if !LEVELS.contains(&level) {
        return Err(fields.wrong("compatibility_level", "is unknown"));
    }
    Ok(level.to_owned())
}

impl SchemaRegistry {
    fn level(&self) -> &str {
        self.compatibility_level.as_deref().unwrap_or(DEFAULT_LEVEL)
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
