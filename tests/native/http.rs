//! The decisions of the HTTP layer: pure functions of plain values.

use std::collections::BTreeMap;

use digitalocean_wasm::{
    http::{Envelope, Error, Json, Method, Result, pages, path},
    models::registry::repositories::RepositoryPageQuery,
    schema::{Table, table},
};
use serde_json::{Value, json};

use crate::support::{fixture, operation, rejection};

// Paths

/// A template, filled with values in order.
fn fill(template: &str, values: &[&str]) -> Result<String> {
    let mut values = values.iter();
    path::fill(template, |_| Ok(values.next().copied().unwrap_or_default().to_owned()))
}

#[test]
fn path_parameters_are_encoded() {
    let cases = [
        ("plain-name_1.2~3", "plain-name_1.2~3"),
        ("my/repo", "my%2Frepo"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("%2F", "%252F"),
        ("%2e%2e", "%252e%252e"),
        ("?x=1#y&z", "%3Fx%3D1%23y%26z"),
        ("a\\b", "a%5Cb"),
        ("ключ", "%D0%BA%D0%BB%D1%8E%D1%87"),
        ("é", "%C3%A9"),
        ("\u{1f40b}", "%F0%9F%90%8B"),
        ("\n\0\u{7f}", "%0A%00%7F"),
        ("...", "..."),
        (".hidden", ".hidden"),
        ("@:$,;=!'()*", "%40%3A%24%2C%3B%3D%21%27%28%29%2A"),
    ];
    for (value, encoded) in cases {
        assert_eq!(
            fill("/a/{x}/b", &[value]).unwrap(),
            format!("/a/{encoded}/b"),
            "{value:?}"
        );
    }
}

#[test]
fn the_colon_of_a_digest_stays() {
    let filled = fill("/{registry}/{digest+:}", &["a:b", "sha256:ab/c"]).unwrap();
    assert_eq!(filled, "/a%3Ab/sha256:ab%2Fc");
}

#[test]
fn placeholders_are_filled_in_order() {
    let cases: [(&str, &[&str], &str); 5] = [
        ("/v2/databases", &[], "/v2/databases"),
        ("/{a}", &["1"], "/1"),
        ("/{a}/{b}", &["1", "2"], "/1/2"),
        ("/x/{a}/y/{b}/z", &["{b}", "2"], "/x/%7Bb%7D/y/2/z"),
        ("/{a}", &["1", "too many"], "/1"),
    ];
    for (template, values, filled) in cases {
        assert_eq!(fill(template, values).unwrap(), filled);
    }
}

#[test]
fn path_parameters_that_lead_to_another_path_are_refused() {
    let cases: [(&[&str], &str); 5] = [
        (&["", "b"], "first: must not be empty"),
        (&["a", ""], "second: must not be empty"),
        (&["a"], "second: must not be empty"),
        (&[".", "b"], "first: must not be \".\" or \"..\""),
        (&["a", ".."], "second: must not be \".\" or \"..\""),
    ];
    for (values, message) in cases {
        assert_eq!(rejection(fill("/{first}/x/{second}", values)), message);
    }
}

#[test]
fn placeholders_are_asked_for_by_name() {
    let mut asked = Vec::new();
    let filled = path::fill("/{registry}/x/{uuid}", |name| {
        asked.push(name.to_owned());
        Ok("y".to_owned())
    });
    assert_eq!(filled.unwrap(), "/y/x/y");
    assert_eq!(asked, ["registry", "uuid"]);
    let wrong = path::fill("/{registry}", |name| Err(Error::invalid(name, "expected string")));
    assert_eq!(rejection(wrong), "registry: expected string");
}

#[test]
fn queries_are_put_together() {
    let mut query = String::new();
    for (name, value) in [("page", "2"), ("a b", "c&d=é"), ("empty", "")] {
        path::push_parameter(&mut query, name, value);
    }
    assert_eq!(query, "page=2&a%20b=c%26d%3D%C3%A9&empty=");
    let cases = [
        ("/v2/x", "", "/v2/x"),
        ("/v2/x", "a=1", "/v2/x?a=1"),
        ("/v2/x?b=2", "a=1", "/v2/x?b=2&a=1"),
        ("/v2/x?b=2", "", "/v2/x?b=2"),
    ];
    for (path, query, whole) in cases {
        let mut path = path.to_owned();
        path::push_query(&mut path, query);
        assert_eq!(path, whole);
    }
}

#[test]
fn encode_appends_and_keeps_the_given_bytes() {
    let mut out = "a=".to_owned();
    path::encode("b:c/d", ":", &mut out);
    assert_eq!(out, "a=b:c%2Fd");
}

#[test]
fn whole_paths_are_checked() {
    let good = [
        "/",
        "/v2/account",
        "/v2/registry/example/repositories/my%2Frepo/digests/sha256:ab",
        "/v2/droplets?tag_name=a%20b&x=../..",
        "/v2/.../x",
        "/v2/.a/b./..c",
        "/v2/%2E%2Ea",
        "//v2",
    ];
    for path in good {
        assert!(path::check(path).is_ok(), "{path}");
    }
    let bad = [
        "",
        "v2/account",
        "https://evil.example/v2",
        "/v2/a b",
        "/v2/é",
        "/v2/a\tb",
        "/v2/account\n",
        "/v2\\account",
        "/v2/account#x",
        "/v2/.",
        "/v2/..",
        "/v2/../v2/account",
        "/v2/./account",
        "/v2/%2e/account",
        "/v2/%2E%2e/account",
        "/v2/.%2e/account",
        "/v2/%2e./account",
        "/v2/..?x=1",
        "/%2e%2E",
    ];
    for path in bad {
        assert!(rejection(path::check(path)).starts_with("path: "), "{path}");
    }
}

#[test]
fn methods() {
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        assert_eq!(Method::parse(method).map(Method::as_str), Some(method));
        let lower = method.to_ascii_lowercase();
        assert_eq!(Method::parse(&lower).map(Method::as_str), Some(method));
    }
    for method in ["", "get ", "HEAD", "GET ", "TRACE"] {
        assert_eq!(Method::parse(method), None);
    }
}

// Envelopes

/// A body of serde_json's.
#[derive(Clone)]
struct Body(Option<Value>);

impl Json for Body {
    const ABSENT: Self = Self(None);

    fn field(&self, key: &str) -> Self {
        Self(self.0.as_ref().and_then(|value| value.get(key)).cloned())
    }

    fn set(&mut self, key: &str, value: Self) {
        self.0.as_mut().unwrap()[key] = value.0.unwrap();
    }

    fn is_missing(&self) -> bool {
        self.0.as_ref().is_none_or(Value::is_null)
    }

    fn is_null(&self) -> bool {
        self.0.as_ref().is_some_and(Value::is_null)
    }

    fn is_object(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|value| value.is_object() || value.is_array())
    }

    fn is_array(&self) -> bool {
        self.0.as_ref().is_some_and(Value::is_array)
    }

    fn text(&self) -> Option<String> {
        self.0.as_ref().and_then(Value::as_str).map(str::to_owned)
    }

    fn empty_list() -> Self {
        Self(Some(json!([])))
    }

    fn decode(text: &str) -> String {
        path::decode(text)
    }
}

/// The resource that a call takes out of a body.
fn opened(call: &str, body: Value) -> Option<Value> {
    operation(call).open(Body(Some(body))).unwrap().data.0
}

#[test]
fn a_subscription_beside_a_registry_is_moved_into_it() {
    let (inside, beside) = (fixture("registry/registry"), fixture("registry/registry_subscription"));
    let whole = inside["registry"].clone();
    let calls = ["registries.create", "registries.get", "registry.create", "registry.get"];
    for call in calls {
        assert_eq!(opened(call, inside.clone()).as_ref(), Some(&whole), "{call}");
        assert_eq!(opened(call, beside.clone()).as_ref(), Some(&whole), "{call}");
    }
    let merged = digitalocean_wasm::requests::operations()
        .filter(|operation| matches!(operation.envelope, Envelope::Merged("registry", "subscription")));
    let mut merged: Vec<_> = merged.map(|operation| operation.about.call).collect();
    merged.sort_unstable();
    assert_eq!(merged, calls);
}

#[test]
fn a_subscription_inside_a_registry_stays_and_an_absent_one_stays_absent() {
    let cases = [
        (json!({ "name": "a" }), json!({}), json!({ "name": "a" })),
        (json!({ "name": "a" }), json!(null), json!({ "name": "a" })),
        (json!({ "name": "a" }), json!("basic"), json!({ "name": "a" })),
        (
            json!({ "subscription": { "tier": 1 } }),
            json!({ "tier": 2 }),
            json!({ "subscription": { "tier": 1 } }),
        ),
        (
            json!({ "subscription": null }),
            json!({ "tier": 2 }),
            json!({ "subscription": { "tier": 2 } }),
        ),
        (json!("a name"), json!({ "tier": 2 }), json!("a name")),
    ];
    for (registry, subscription, expected) in cases {
        let mut body = json!({ "registry": registry });
        if subscription != json!({}) {
            body["subscription"] = subscription;
        }
        assert_eq!(opened("registry.get", body.clone()), Some(expected), "{body}");
    }
}

#[test]
fn a_resource_that_is_nested_once_more_is_unwrapped() {
    let inner = json!({ "storage": { "enabled": true } });
    for (call, key) in [
        ("databases.autoscale.get", "autoscale"),
        ("databases.metricsCredentials.get", "credentials"),
        ("databases.config.get", "pg_parameters"),
        ("databases.config.get", "mysql_parameters"),
    ] {
        let body = |resource: &Value| match operation(call).envelope.key() {
            Some(envelope) => json!({ envelope: resource }),
            None => resource.clone(),
        };
        assert_eq!(
            opened(call, body(&json!({ key: inner }))).as_ref(),
            Some(&inner),
            "{call}"
        );
        // Only an object is a resource: an engine may have a setting of that name.
        for value in [json!(null), json!(true), json!("off")] {
            let resource = json!({ key: value });
            assert_eq!(opened(call, body(&resource)), Some(resource), "{call}");
        }
    }
}

// Pages

#[test]
fn the_parameters_of_the_next_page() {
    let cases = [
        ("https://api.digitalocean.com/v2/x?page=2", json!({ "page": 2 })),
        (
            "https://api.digitalocean.com/v2/x?page=2&per_page=50",
            json!({ "page": 2, "per_page": 50 }),
        ),
        ("https://evil.com/?page=2", json!({ "page": 2 })),
        ("?page=2#page=3", json!({ "page": 2 })),
        ("/v2/x?page_token=a%2Fb%3D%3D", json!({ "page_token": "a/b==" })),
        ("/v2/x?page_token=a==", json!({ "page_token": "a==" })),
        ("/v2/x?a%5Bb%5D=c+d%20e%2B", json!({ "a[b]": "c d e+" })),
        ("/v2/x?name=%D0%BA", json!({ "name": "к" })),
        (
            "/v2/x?a=%&b=%2&c=%zz&d=%%41",
            json!({ "a": "%", "b": "%2", "c": "%zz", "d": "%A" }),
        ),
        ("/v2/x?a=%ff", json!({ "a": "%ff" })),
        ("/v2/x?a=&=b&c&&d=x", json!({ "a": "", "": "b", "d": "x" })),
        ("/v2/x?a=1?b=2", json!({ "a": "1?b=2" })),
        ("https://api.digitalocean.com/v2/x", json!({})),
        ("", json!({})),
    ];
    for (url, parameters) in cases {
        let next: BTreeMap<_, _> = pages::next(url, Table::OBJECT, path::decode).into_iter().collect();
        assert_eq!(serde_json::to_value(next).unwrap(), parameters, "{url}");
    }
}

#[test]
fn parameters_are_numbers_only_if_they_are_written_back_as_they_came() {
    let cases = [
        ("0", json!(0)),
        ("4294967295", json!(4_294_967_295_u32)),
        ("4294967296", json!("4294967296")),
        ("007", json!("007")),
        ("%2B7", json!("+7")),
        ("-1", json!("-1")),
        ("1.0", json!("1.0")),
        ("1e3", json!("1e3")),
        (" 1", json!(" 1")),
    ];
    for (text, value) in cases {
        let next = pages::next(&format!("?page={text}"), Table::OBJECT, path::decode);
        let [(_, parameter)] = next.as_slice() else {
            panic!("{text}")
        };
        assert_eq!(serde_json::to_value(parameter).unwrap(), value, "{text}");
    }
}

#[test]
fn parameters_are_numbers_unless_their_type_is_string() {
    let next = pages::next(
        "?page=2&page_token=12345&other=3",
        table!(RepositoryPageQuery),
        path::decode,
    );
    let next: BTreeMap<_, _> = next.into_iter().collect();
    assert_eq!(
        serde_json::to_value(next).unwrap(),
        json!({ "page": 2, "page_token": "12345", "other": 3 })
    );
}
