//! Prints the resources and operations as JSON: the source of the package's `operations.json` and declarations.

use std::collections::{BTreeMap, BTreeSet};

use digitalocean_wasm::{
    http::{Envelope, Method, Model, Operation, Payload, Resource},
    requests::{self, FINGERPRINT, GROUPS, Group, operations},
    schema::{Kind, Table},
};
use serde_json::{Value, json};

fn model(model: Option<Model>) -> Option<&'static str> {
    model.map(|model| model.name)
}

/// Bytes of the table of operations in the WebAssembly, without and of its shapes.
fn tables() -> Value {
    let shapes = operations()
        .filter_map(|operation| operation.about.payload)
        .map(|model| Table::length(&model.kind));
    let shapes: usize = shapes.sum();
    json!({ "operations": requests::PACKED.len() - shapes, "shapes": shapes })
}

/// The names of the secret fields that a model has, in any depth.
fn secrets(kind: Kind, names: &mut BTreeSet<&'static str>) {
    match kind {
        Kind::List(inner) | Kind::Map(inner) => secrets(*inner, names),
        Kind::Object(fields) => {
            for field in fields {
                if matches!(field.kind, Kind::Secret) {
                    names.insert(field.name);
                }
                secrets(field.kind, names);
            }
        }
        _ => {}
    }
}

fn secret_fields() -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    let models = operations().flat_map(|operation| [operation.about.payload, operation.about.response]);
    for model in models.flatten() {
        secrets(model.kind, &mut names);
    }
    names
}

/// The hints of an operation: its own, those of its resource, those of its group.
fn hints(operation: &Operation, resource: &Resource, group: &Group) -> Vec<Value> {
    let own = operation
        .about
        .hints
        .iter()
        .chain(resource.about.hints)
        .chain(group.hints);
    own.filter(|hint| !(hint.changes_only && operation.method == Method::Get))
        .map(|hint| json!({ "status": hint.statuses, "code": hint.code, "text": hint.text }))
        .collect()
}

/// The query or body of an operation.
fn payload(operation: &Operation) -> Option<Value> {
    let (name, required) = match operation.payload {
        Payload::Nothing => return None,
        Payload::Query(_) => ("query", false),
        Payload::Body(_) => ("body", true),
        Payload::OptionalBody(_) | Payload::DefaultBody(_) => ("body", false),
    };
    Some(json!({ "name": name, "required": required, "type": model(operation.about.payload) }))
}

fn row(operation: &Operation, resource: &Resource, group: &Group) -> Value {
    let about = &operation.about;
    json!({
        "id": about.id,
        "method": operation.method.as_str(),
        "path": operation.path,
        "call": about.call,
        "scopes": about.scopes,
        "deprecated": about.replaced_by.is_some(),
        "replacedBy": about.replaced_by,
        "list": matches!(operation.envelope, Envelope::List(_)),
        "optional": operation.optional,
        "paged": about.paged,
        "queued": about.queued,
        "namedBy": about.named_by,
        "hints": hints(operation, resource, group),
        "docs": about.docs,
        "payload": payload(operation),
        "response": model(about.response),
        "typescript": about.typescript,
    })
}

fn main() {
    let resources: Vec<_> = GROUPS
        .iter()
        .flat_map(|group| group.resources.iter().map(move |resource| (group, resource)))
        .map(|(group, resource)| {
            let about = &resource.about;
            json!({
                "path": about.path,
                "interface": about.interface,
                "docs": about.docs,
                "parameters": about.parameters.iter().copied().collect::<BTreeMap<_, _>>(),
                "operations": resource.operations.iter().map(|operation| row(operation, resource, group)).collect::<Vec<_>>(),
            })
        })
        .collect();
    println!(
        "{:#}",
        json!({
            "fingerprint": FINGERPRINT,
            "tables": tables(),
            "secrets": secret_fields(),
            "resources": resources,
        })
    );
}
