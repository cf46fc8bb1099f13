//! The models by themselves: their tables, and values made from those.

use std::collections::BTreeSet;

use digitalocean_wasm::{
    http::Payload,
    requests::{self, operations},
    schema::{Kind, Table, Tag},
};
use serde_json::{Value, json};

use crate::support::{assert_kept, changed, models, places, sample, unnamed};

/// Asserts that a table has the fields of the constants it was made of.
fn assert_same(table: Table, kind: Kind, path: &str) {
    let (tag, inner) = match kind {
        Kind::Any => (Tag::Any, None),
        Kind::String | Kind::Secret => (Tag::String, None),
        Kind::Integer => (Tag::Integer, None),
        Kind::Number => (Tag::Number, None),
        Kind::Boolean => (Tag::Boolean, None),
        Kind::List(inner) => (Tag::List, Some(inner)),
        Kind::Map(inner) => (Tag::Map, Some(inner)),
        Kind::Object(_) => (Tag::Object, None),
    };
    assert_eq!(table.tag(), tag, "{path}");
    if let Some(inner) = inner {
        assert_same(table.inner(), *inner, &format!("{path}[]"));
    }
    let (ours, theirs): (Vec<_>, _) = (table.fields().collect(), kind.fields());
    assert_eq!(ours.len(), theirs.len(), "{path}");
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        let path = format!("{path}.{}", theirs.name);
        assert_eq!(ours.name, theirs.name, "{path}");
        assert_eq!(ours.required, theirs.required, "{path}");
        assert_eq!(ours.nullable, theirs.nullable, "{path}");
        assert_same(ours.table, theirs.kind, &path);
    }
}

#[test]
fn tables_have_the_shape_of_their_models() {
    for (number, row) in operations().enumerate() {
        for operation in [row, requests::operation(number).unwrap()] {
            if let Payload::Query(table)
            | Payload::Body(table)
            | Payload::OptionalBody(table)
            | Payload::DefaultBody(table) = operation.payload
            {
                let model = row.about.payload.unwrap();
                assert_same(table, model.kind, model.name);
            }
        }
    }
}

#[test]
fn every_field_of_a_table_is_read_and_written_back() {
    for model in models() {
        let value = sample(model.kind);
        assert_kept(model, &value);
        assert_eq!(unnamed(model.kind, &value, model.name), [""; 0]);
    }
}

#[test]
fn unknown_keys_are_kept_in_every_object() {
    for model in models() {
        let mut objects: BTreeSet<_> = places(model.kind, "").into_iter().map(|(pointer, _)| pointer).collect();
        objects.insert(String::new());
        for pointer in objects {
            let value = changed(model.kind, &pointer, |object| {
                object.insert("of the future".to_owned(), json!([{ "a": null }, u64::MAX, 0.5]));
            });
            assert_kept(model, &value);
        }
    }
}

#[test]
fn null_and_absent_are_kept_in_every_optional_field() {
    for model in models() {
        for (pointer, field) in places(model.kind, "").into_iter().filter(|(_, field)| !field.required) {
            let null = changed(model.kind, &pointer, |object| {
                object[field.name] = Value::Null;
            });
            assert_kept(model, &null);
            let absent = changed(model.kind, &pointer, |object| {
                object.remove(field.name);
            });
            assert_kept(model, &absent);
        }
    }
}

#[test]
fn required_fields_are_required() {
    for model in models() {
        for (pointer, field) in places(model.kind, "").into_iter().filter(|(_, field)| field.required) {
            let absent = changed(model.kind, &pointer, |object| {
                object.remove(field.name);
            });
            assert!(
                (model.through)(&absent).is_err(),
                "{} {pointer}/{}",
                model.name,
                field.name
            );
            assert!(!field.nullable, "{} {pointer}/{}", model.name, field.name);
        }
    }
}

#[test]
fn a_value_of_another_type_is_refused() {
    for model in models() {
        for (pointer, field) in places(model.kind, "") {
            let wrong = match field.kind {
                Kind::Any => continue,
                Kind::String | Kind::Secret => json!(5),
                Kind::Integer => json!(1.5),
                _ => json!("text"),
            };
            let value = changed(model.kind, &pointer, |object| {
                object[field.name] = wrong;
            });
            assert!(
                (model.through)(&value).is_err(),
                "{} {pointer}/{}",
                model.name,
                field.name
            );
        }
    }
}

#[test]
fn debug_shows_no_secret() {
    const SECRETS: [&str; 12] = [
        "auth",
        "password",
        "uri",
        "access_cert",
        "access_key",
        "basic_auth_password",
        "key",
        "cert",
        "url",
        "datadog_api_key",
        "logline",
        "sd",
    ];
    let mut secrets = 0;
    for model in models() {
        for (pointer, field) in places(model.kind, "") {
            let value = changed(model.kind, &pointer, |object| {
                object.insert("undeclared".to_owned(), json!("hush-hush"));
                if SECRETS.contains(&field.name) {
                    object[field.name] = json!("hush-hush");
                    secrets += 1;
                }
            });
            let shown = assert_kept(model, &value);
            assert!(shown.contains("undeclared") && !shown.contains("hush-hush"), "{shown}");
        }
    }
    assert!(secrets >= 52, "only {secrets}");
}
