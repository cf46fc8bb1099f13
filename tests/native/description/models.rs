//! The models of each operation, and the values that the description allows in them.

use std::collections::BTreeSet;

use digitalocean_wasm::{
    http::Model,
    requests::operations,
    schema::{Field, Kind},
};
use serde_json::{Value, json};

use super::{Description, Schema};
use crate::support::{CONFIGS, assert_kept, bodies, changed, places, queries, responses};

/// Operations that take a body or query which the description lacks.
const UNDESCRIBED: [&str; 2] = ["registries_get_dockerCredentials", "registries_run_garbageCollection"];

#[test]
#[ignore = "needs the API's description"]
fn every_operation_has_its_models() {
    let description = Description::load();
    let (responses, bodies, queries) = (responses(), bodies(), queries());
    for operation in operations() {
        let id = operation.about.id;
        let described = description.operation(id);
        let has_response = responses.iter().any(|response| response.id == id);
        assert_eq!(has_response, description.response(id).is_some(), "{id}: response");
        let has_body = bodies.iter().any(|(with, _)| *with == id);
        let is_undescribed = UNDESCRIBED.contains(&id);
        assert_eq!(
            has_body && !is_undescribed,
            described.get("requestBody").is_some(),
            "{id}: body"
        );

        let parameters = described["parameters"].as_array().into_iter().flatten();
        let parameters = parameters.filter(|parameter| parameter["in"] == "query");
        let described: BTreeSet<_> = parameters
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let query = queries.iter().find(|(with, _)| *with == id && !is_undescribed);
        let ours: BTreeSet<_> = query
            .map(|(_, model)| places(model.kind, ""))
            .into_iter()
            .flatten()
            .map(|(_, field)| field.name)
            .collect();
        assert_eq!(ours, described, "{id}: query");
    }
}

/// The described fields of a table: the pointer of the object that holds each, the field, its schema.
fn described_fields<'a>(
    description: &'a Description,
    kind: Kind,
    schema: &Schema<'a>,
    pointer: &str,
) -> Vec<(String, &'static Field, Schema<'a>)> {
    match kind {
        Kind::List(inner) => described_fields(description, *inner, &description.items(schema), &format!("{pointer}/0")),
        Kind::Object(fields) => {
            let mut properties = description.properties(schema);
            let described = fields
                .iter()
                .filter_map(|field| Some((field, properties.remove(field.name)?)));
            described
                .flat_map(|(field, schema)| {
                    let at = format!("{pointer}/{}", field.name);
                    let inner = described_fields(description, field.kind, &schema, &at);
                    std::iter::once((pointer.to_owned(), field, schema)).chain(inner)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Every model that is described, with its schema.
fn described_models(description: &Description) -> Vec<(Model, Schema<'_>)> {
    let responses = responses()
        .into_iter()
        .map(|response| (response.model, description.resource(&response)));
    let bodies = bodies()
        .into_iter()
        .map(|(id, model)| (model, description.schema(&description.body(id)["schema"])));
    let configs = CONFIGS.map(|config| ((config.model)(), description.component(config.schema)));
    responses.chain(bodies).chain(configs).collect()
}

#[test]
#[ignore = "needs the API's description"]
fn every_value_of_every_enum_is_named() {
    let description = Description::load();
    let mut values = 0;
    for (model, schema) in described_models(&description) {
        for (pointer, field, schema) in described_fields(&description, model.kind, &schema, "") {
            // An enum of one value, or of a list's items.
            let items = description.items(&schema);
            let is_list = !items.is_empty();
            let enums = schema.iter().chain(&items).filter_map(|part| part["enum"].as_array());
            for value in enums.flatten() {
                let set = if is_list { json!([value]) } else { value.clone() };
                let changed = changed(model.kind, &pointer, |object| {
                    object[field.name] = set;
                });
                let shown = assert_kept(model, &changed);
                if value == "Iz4" {
                    // Misspelt; the algorithm is called lz4.
                    continue;
                }
                let unknown = format!("Other({value})");
                assert!(
                    !shown.contains(&unknown),
                    "{} {pointer}/{}: {value}",
                    model.name,
                    field.name
                );
                values += 1;
            }
        }
    }
    assert!(values >= 150, "{values} values");
}

/// The integer that a bound in the description stands for. Those near 2^64 were rounded to more than that.
fn integer(bound: &Value) -> Option<Value> {
    let is_rounded = bound.is_f64() && bound.as_f64().is_some_and(|bound| bound >= 1e19);
    if is_rounded {
        return Some(json!(u64::MAX));
    }
    (bound.is_i64() || bound.is_u64()).then(|| bound.clone())
}

#[test]
#[ignore = "needs the API's description"]
fn every_integer_is_kept_from_its_least_to_its_greatest() {
    let description = Description::load();
    let mut widest = 0;
    for (model, schema) in described_models(&description) {
        for (pointer, field, schema) in described_fields(&description, model.kind, &schema, "") {
            let bounds = ["minimum", "maximum", "example", "default"];
            let values = schema
                .iter()
                .flat_map(|part| bounds.iter().filter_map(|key| part.get(*key)));
            for value in values.filter_map(integer) {
                let changed = changed(model.kind, &pointer, |object| {
                    object[field.name] = value.clone();
                });
                assert_kept(model, &changed);
                widest = widest.max(value.as_u64().unwrap_or_default());
            }
        }
    }
    assert_eq!(widest, u64::MAX, "the widest integer of the description was tried");
}

#[test]
#[ignore = "needs the API's description"]
fn responses_that_can_hold_wide_integers_are_read_exactly() {
    let description = Description::load();
    for operation in operations() {
        let response = description.response(operation.about.id);
        let schema = response.map(|response| description.schema(&response["schema"]));
        let is_wide = schema.is_some_and(|schema| holds_wide(&description, &schema));
        assert_eq!(operation.exact_integers, is_wide, "{}", operation.about.call);
    }
}

/// Whether a schema allows integers beyond those that JavaScript's numbers hold exactly.
fn holds_wide(description: &Description, schema: &Schema) -> bool {
    let is_wide = |part: &&Value| {
        let values = ["maximum", "default", "example"].map(|key| part[key].as_f64());
        values
            .into_iter()
            .flatten()
            .any(|value| value > 9_007_199_254_740_991.0)
    };
    let inner = description.properties(schema).into_values();
    schema.iter().any(is_wide)
        || inner.into_iter().any(|schema| holds_wide(description, &schema))
        || (!description.items(schema).is_empty() && holds_wide(description, &description.items(schema)))
}
