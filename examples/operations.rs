//! Prints the resources and operations as JSON: what the package's `operations.json` and declarations are made of.

use digitalocean_wasm::{
    http::{Answer, Content, Model},
    requests::{RESOURCES, fingerprint},
};
use serde_json::json;

fn model(model: Option<Model>) -> Option<&'static str> {
    model.map(|model| model.name)
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
                    "list": matches!(operation.answer, Answer::List(_)),
                    "optional": operation.optional,
                        "paged": about.paged,
                    "docs": about.docs,
                    "content": match operation.content {
                        Content::Nothing => None,
                        Content::Query(_) => Some(json!({ "name": "query", "required": false, "type": model(about.content) })),
                        Content::Body(_) => Some(json!({ "name": "body", "required": true, "type": model(about.content) })),
                        Content::OptionalBody(_) => Some(json!({ "name": "body", "required": false, "type": model(about.content) })),
                    },
                    "answer": model(about.answer),
                    "typescript": about.typescript,
                })
            }).collect();
            let about = &resource.about;
            json!({ "path": about.path, "interface": about.interface, "docs": about.docs, "operations": operations })
        })
        .collect();
    println!("{:#}", json!({ "fingerprint": fingerprint(), "resources": resources }));
}
