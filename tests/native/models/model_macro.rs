//! The `#[model]` attribute, on small models: its tables, its serde, what it adds.

use std::collections::BTreeMap;

use digitalocean_wasm::schema::{Extra, Kind, Maybe, Secret, Shape, WideInteger};
use digitalocean_wasm_derive::model;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::support::unreadable;

/// A crate of apples.
#[model]
struct Crate {
    /// Required.
    id: String,
    /// Optional.
    label: Maybe<String>,
    /// Optional, may be written as null.
    #[nullable]
    weight: Maybe<f64>,
    /// A raw name.
    r#type: Maybe<Apple>,
    /// A name that is no Rust identifier.
    #[serde(rename = "pick.hour")]
    pick_hour: Maybe<i64>,
    /// Another model.
    origin: Orchard,
    /// Lists of models.
    history: Maybe<Vec<Orchard>>,
    /// Lists of lists.
    grid: Maybe<Vec<Vec<bool>>>,
    /// Maps.
    #[nullable]
    counts: Maybe<BTreeMap<String, i64>>,
    /// Maps of models.
    owners: Maybe<BTreeMap<String, Orchard>>,
    /// Integers of 64 bits.
    serial: Maybe<WideInteger>,
    /// Secrets.
    key: Maybe<Secret>,
    /// Anything.
    note: Maybe<Value>,
}

/// An orchard: all fields are optional.
#[model]
struct Orchard {
    /// Optional.
    name: Maybe<String>,
    /// The full path of the optional type does as well.
    rows: digitalocean_wasm::schema::Maybe<i64>,
}

/// Nothing at all.
#[model]
struct Nothing {}

/// A sort.
#[model]
enum Apple {
    /// Sour.
    #[serde(rename = "granny smith")]
    GrannySmith,
    /// Its wire name is that of the variant of unknown values.
    #[serde(rename = "Other")]
    Otherwise,
    /// A name of no letters.
    #[serde(rename = "<=2\"")]
    Small,
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn written<T: Serialize>(model: &T) -> Value {
    serde_json::to_value(model).unwrap()
}

/// A kind in short: `!` marks what is required, `?` what may be null.
fn short(kind: Kind) -> String {
    match kind {
        Kind::List(inner) => format!("[{}]", short(*inner)),
        Kind::Map(inner) => format!("<{}>", short(*inner)),
        Kind::Object(fields) => {
            let fields = fields.iter().map(|field| {
                let required = if field.required { "!" } else { "" };
                let nullable = if field.nullable { "?" } else { "" };
                format!("{}{required}{nullable}: {}", field.name, short(field.kind))
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        plain => format!("{plain:?}"),
    }
}

#[test]
fn tables_have_names_types_required_and_nullable() {
    let orchard = "{name: String, rows: Integer}";
    let expected = [
        "id!: String",
        "label: String",
        "weight?: Number",
        "type: String",
        "pick.hour: Integer",
        &format!("origin!: {orchard}"),
        &format!("history: [{orchard}]"),
        "grid: [[Boolean]]",
        "counts?: <Integer>",
        &format!("owners: <{orchard}>"),
        "serial: Integer",
        "key: Secret",
        "note: Any",
    ];
    assert_eq!(short(Crate::KIND), format!("{{{}}}", expected.join(", ")));
    assert_eq!(short(Orchard::KIND), orchard);
    assert_eq!(short(Nothing::KIND), "{}");
    assert_eq!(short(Apple::KIND), "String");
}

#[test]
fn every_field_is_read_and_written_back() {
    let value = json!({
        "id": "c1", "label": "", "weight": 12.5, "type": "granny smith", "pick.hour": -6,
        "origin": { "name": "north", "rows": 9_007_199_254_740_993_i64 },
        "history": [{}, { "rows": 0 }], "grid": [[true], []],
        "counts": { "good": 40, "": 2 }, "owners": { "a.b": { "name": "A" } },
        "serial": u64::MAX, "key": "k", "note": { "any": [1, null, "thing"] },
    });
    let model: Crate = read(&value);
    assert_eq!(written(&model), value);
    assert!(model.extra.0.is_empty(), "all is named: {:?}", model.extra);

    assert_eq!(model.id, "c1");
    assert_eq!(model.label, Maybe::Value(String::new()));
    assert_eq!(model.r#type, Maybe::Value(Apple::GrannySmith));
    assert_eq!(model.pick_hour.value(), Some(&-6));
    assert_eq!(model.origin.rows.value(), Some(&9_007_199_254_740_993));
    assert_eq!(model.serial, Maybe::Value(WideInteger(u64::MAX.into())));
    assert_eq!(model.counts.value().unwrap()[""], 2);
    assert_eq!(model.note.value().unwrap()["any"][2], "thing");
}

#[test]
fn absent_null_and_value_are_distinguished() {
    let cases = [
        (json!({ "origin": {}, "id": "1" }), Maybe::Absent),
        (json!({ "origin": {}, "id": "1", "weight": null }), Maybe::Null),
        (json!({ "origin": {}, "id": "1", "weight": 0.0 }), Maybe::Value(0.0)),
    ];
    for (value, weight) in cases {
        let model: Crate = read(&value);
        assert_eq!(model.weight, weight);
        assert_eq!(model.weight.is_absent(), weight == Maybe::Absent);
        assert_eq!(written(&model), value);
    }
    // A response may hold null where a body may not.
    let value = json!({ "origin": {}, "id": "1", "label": null, "type": null, "owners": null, "note": null });
    let model: Crate = read(&value);
    assert_eq!((&model.label, &model.note), (&Maybe::Null, &Maybe::Null));
    assert_eq!(written(&model), value);
}

#[test]
fn required_fields_must_be_present_and_of_their_type() {
    let cases = [
        (json!({ "origin": {} }), "missing field `id`"),
        (json!({ "id": "1" }), "missing field `origin`"),
        (json!({ "id": null, "origin": {} }), "invalid type: null"),
        (json!({ "id": 1, "origin": {} }), "invalid type: integer"),
        (json!({ "id": "1", "origin": [] }), "invalid type: sequence"),
        (
            json!({ "id": "1", "origin": {}, "pick.hour": 1.5 }),
            "invalid type: floating point",
        ),
        (
            json!({ "id": "1", "origin": {}, "counts": { "a": "b" } }),
            "invalid type: string",
        ),
    ];
    for (value, problem) in cases {
        let message = unreadable::<Crate>(value);
        assert!(message.starts_with(problem), "{message}");
    }
}

#[test]
fn unknown_keys_are_kept() {
    let value = json!({
        "id": "1", "origin": { "soil": null }, "pick_hour": 1, "r#type": 2, "extra": { "a": 1 },
        "colour": "red", "big": u64::MAX, "small": i64::MIN, "half": 0.5, "nested": [{ "deep": [null] }],
    });
    let model: Crate = read(&value);
    assert_eq!(written(&model), value);
    let kept: Vec<_> = model.extra.0.keys().map(String::as_str).collect();
    assert_eq!(
        kept,
        [
            "big",
            "colour",
            "extra",
            "half",
            "nested",
            "pick_hour",
            "r#type",
            "small"
        ]
    );
    assert_eq!(model.origin.extra.0["soil"], Value::Null);
    assert_eq!(written(&read::<Nothing>(&json!({ "a": 1 }))), json!({ "a": 1 }));
}

#[test]
fn enums_are_open() {
    let cases = [
        ("granny smith", Apple::GrannySmith),
        ("Other", Apple::Otherwise),
        ("<=2\"", Apple::Small),
        ("GrannySmith", Apple::Other("GrannySmith".to_owned())),
        ("Granny Smith", Apple::Other("Granny Smith".to_owned())),
        ("", Apple::Other(String::new())),
    ];
    for (text, apple) in cases {
        assert_eq!(read::<Apple>(&json!(text)), apple);
        assert_eq!(Apple::from(text), apple);
        assert_eq!(apple.as_str(), text);
        assert_eq!(written(&apple), json!(text));
    }
    for wrong in [json!(1), json!(null), json!({ "granny smith": null })] {
        assert!(unreadable::<Apple>(wrong).starts_with("invalid type"));
    }
}

/// Whether a type has a default: the method of the type itself goes before that of the trait.
macro_rules! has_default {
    ($type:ty) => {{
        struct Probe<T>(std::marker::PhantomData<T>);
        #[allow(dead_code)]
        trait Fallback {
            fn has(&self) -> bool {
                false
            }
        }
        impl<T> Fallback for Probe<T> {}
        #[allow(dead_code)]
        impl<T: Default> Probe<T> {
            fn has(&self) -> bool {
                true
            }
        }
        Probe::<$type>(std::marker::PhantomData).has()
    }};
}

#[test]
fn a_model_whose_fields_are_all_optional_has_a_default() {
    assert_eq!(written(&Orchard::default()), json!({}));
    assert_eq!(written(&Nothing::default()), json!({}));
    let orchard = Orchard {
        name: "south".to_owned().into(),
        ..Default::default()
    };
    assert_eq!(orchard.rows, Maybe::Absent);
    assert_eq!(written(&orchard), json!({ "name": "south" }));
    assert!(has_default!(Orchard) && has_default!(Nothing));
    // A model with required fields, and an enum, have no default.
    assert!(!has_default!(Crate) && !has_default!(Apple));
}

#[test]
fn models_are_values() {
    let value = json!({ "id": "1", "origin": { "name": "a" }, "more": 1 });
    let model: Crate = read(&value);
    let mut other = model.clone();
    assert_eq!(model, other);
    other.extra = Extra(BTreeMap::new());
    assert_ne!(model, other);
}

#[test]
fn debug_shows_no_secret_and_no_value_of_an_unknown_key() {
    let value = json!({ "id": "seen", "origin": {}, "key": "hush", "new_key": "hush" });
    let shown = format!("{:?}", read::<Crate>(&value));
    assert!(shown.contains("seen") && shown.contains("new_key"), "{shown}");
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn wide_integers_hold_64_bits_with_and_without_sign() {
    for text in [
        "0",
        "-1",
        "9007199254740993",
        "9223372036854775807",
        "18446744073709551615",
        "-9223372036854775808",
    ] {
        let model: Crate = serde_json::from_str(&format!(r#"{{"id":"","origin":{{}},"serial":{text}}}"#)).unwrap();
        assert_eq!(model.serial.value().unwrap().0.to_string(), text);
        assert!(
            serde_json::to_string(&model)
                .unwrap()
                .ends_with(&format!("\"serial\":{text}}}"))
        );
        assert_eq!(written(&model)["serial"].to_string(), text);
    }
}
