//! Prints the resources and operations as JSON, for the package's `operations.json` and declarations.

use std::collections::{BTreeMap, BTreeSet};

use digitalocean_wasm::{
    http::{Envelope, Model, Operation, Payload},
    models::Table,
    requests::{FINGERPRINT, RESOURCES, operations},
};
use serde_json::json;

fn model(model: Option<Model>) -> Option<&'static str> {
    model.map(|model| model.name)
}

/// Bytes that the tables take in the WebAssembly. A text that several operations share counts once.
fn tables() -> serde_json::Value {
    // Method, path, content, answer, unwrap, optional, exact integers.
    const ROW: usize = 4 + 8 + 12 + 12 + 8 + 4;
    let texts = |operation: &Operation| {
        let key = match operation.envelope {
            Envelope::Resource(key) | Envelope::List(key) => key,
            _ => "",
        };
        [operation.path, key, operation.unwrap]
    };
    let texts: BTreeSet<_> = operations().flat_map(texts).collect();
    let length = |text: &&str| text.len();
    let rows = operations().count() * ROW + texts.iter().map(length).sum::<usize>();
    let shapes: BTreeMap<_, _> = operations()
        .filter_map(|operation| operation.about.payload)
        .map(|model| (model.name, Table::length(&model.kind)))
        .collect();
    json!({ "operations": rows, "shapes": shapes.values().sum::<usize>() })
}

fn main() {
    let resources: Vec<_> = RESOURCES
        .iter()
        .map(|resource| {
            let operations: Vec<_> = resource.operations.iter().map(|operation| {
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
                    "docs": about.docs,
                    "content": match operation.payload {
                        Payload::Nothing => None,
                        Payload::Query(_) => Some(json!({ "name": "query", "required": false, "type": model(about.payload) })),
                        Payload::Body(_) => Some(json!({ "name": "body", "required": true, "type": model(about.payload) })),
                        Payload::OptionalBody(_) => Some(json!({ "name": "body", "required": false, "type": model(about.payload) })),
                    },
                    "answer": model(about.response),
                    "typescript": about.typescript,
                })
            }).collect();
            let about = &resource.about;
            json!({ "path": about.path, "interface": about.interface, "docs": about.docs, "operations": operations })
        })
        .collect();
    println!(
        "{:#}",
        json!({ "fingerprint": FINGERPRINT, "tables": tables(), "resources": resources })
    );
}
