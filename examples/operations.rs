//! Prints the operations as JSON: what the package's `operations.json` is made of.

use digitalocean_wasm::requests::operations;
use serde_json::json;

fn main() {
    let list: Vec<_> = operations()
        .map(|operation| {
            json!({
                "id": operation.id,
                "method": operation.method.as_str(),
                "path": operation.path,
                "call": operation.call,
                "scopes": operation.scopes,
                "deprecated": operation.replaced_by.is_some(),
                "replacedBy": operation.replaced_by,
                "list": operation.list,
                "paged": operation.paged,
            })
        })
        .collect();
    println!("{:#}", serde_json::Value::from(list));
}
