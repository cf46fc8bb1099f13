//! Prints the operations as JSON: what the package's `operations.json` is made of.

use digitalocean_wasm::{http::Answer, requests::operations};
use serde_json::json;

fn main() {
    let list: Vec<_> = operations()
        .map(|operation| {
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
                "paged": about.paged,
            })
        })
        .collect();
    println!("{:#}", serde_json::Value::from(list));
}
