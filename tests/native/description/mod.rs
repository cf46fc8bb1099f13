//! The models against the API's published description and its examples.
//!
//! The description is not part of this project: it is looked for where `DO_OPENAPI` points, else in
//! `../shared/openapi`. These tests are ignored by a plain `cargo test`; `npm test` runs them where the description is.

mod differences;
mod examples;
mod models;

use std::{collections::BTreeMap, fs};

use serde_json::Value;

use crate::support::Response;

/// The API's published description.
struct Description(Value);

/// The schemas that a value must match together.
type Schema<'a> = Vec<&'a Value>;

impl Description {
    /// Reads the description.
    fn load() -> Self {
        let default = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/openapi/registry-and-databases.json"
        );
        let file = std::env::var("DO_OPENAPI").unwrap_or_else(|_| default.to_owned());
        let text = fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("the API's description, {file} (set DO_OPENAPI to read another): {error}"));
        Self(serde_json::from_str(&text).unwrap())
    }

    fn operation(&self, id: &str) -> &Value {
        let paths = self.0["paths"].as_object().unwrap().values();
        let mut operations = paths.flat_map(|item| item.as_object().unwrap().values());
        let found = operations.find(|operation| operation["operationId"] == id);
        found.unwrap_or_else(|| panic!("the description has no {id}"))
    }

    /// The JSON of an operation's successful response.
    fn response(&self, id: &str) -> Option<&Value> {
        let responses = self.operation(id)["responses"].as_object().unwrap();
        let good = responses.iter().find(|(status, _)| status.starts_with('2'));
        self.resolved(good.unwrap().1).pointer("/content/application~1json")
    }

    fn body(&self, id: &str) -> &Value {
        &self.operation(id)["requestBody"]["content"]["application/json"]
    }

    fn component(&self, name: &str) -> Schema<'_> {
        self.schema(&self.0["components"]["schemas"][name])
    }

    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(name) => self.0.pointer(name.trim_start_matches('#')).unwrap(),
            None => value,
        }
    }

    fn schema<'a>(&'a self, value: &'a Value) -> Schema<'a> {
        let own = self.resolved(value);
        let inner = ["allOf", "anyOf", "oneOf"].into_iter();
        let inner = inner.flat_map(|key| own[key].as_array().into_iter().flatten());
        std::iter::once(own)
            .chain(inner.flat_map(|value| self.schema(value)))
            .collect()
    }

    fn schemas<'a>(&'a self, values: impl IntoIterator<Item = &'a Value>) -> Schema<'a> {
        values.into_iter().flat_map(|value| self.schema(value)).collect()
    }

    fn properties<'a>(&'a self, schema: &Schema<'a>) -> BTreeMap<&'a str, Schema<'a>> {
        let mut properties: BTreeMap<_, Schema> = BTreeMap::new();
        for (name, value) in schema
            .iter()
            .flat_map(|part| part["properties"].as_object().into_iter().flatten())
        {
            properties.entry(name.as_str()).or_default().extend(self.schema(value));
        }
        properties
    }

    fn items<'a>(&'a self, schema: &Schema<'a>) -> Schema<'a> {
        self.schemas(schema.iter().filter_map(|part| part.get("items")))
    }

    /// The schema of the resource in a response; of a list, that of its items.
    fn resource<'a>(&'a self, response: &Response) -> Schema<'a> {
        let whole = self.schema(&self.response(response.id).unwrap()["schema"]);
        let resource = match response.envelope {
            Some(key) => self.properties(&whole).remove(key).unwrap(),
            None => whole,
        };
        if response.is_list {
            self.items(&resource)
        } else {
            resource
        }
    }

    /// The examples of a response or body.
    fn examples(content: &Value) -> impl Iterator<Item = &Value> {
        let named = content["examples"].as_object().into_iter().flatten();
        let named = named.filter_map(|(_, example)| example.get("value"));
        let places = [content.get("example"), content["schema"].get("example")];
        places.into_iter().flatten().chain(named)
    }
}

/// Whether any part of a schema has the key set to true.
pub fn is_true(schema: &Schema, key: &str) -> bool {
    schema.iter().any(|part| part[key] == true)
}
