//! The crate as WebAssembly, in Node and in a browser: JavaScript values in, requests and responses out.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use digitalocean_wasm::{
    http::Input,
    js::exports::{judge, prepare, read},
    models::{PageQuery, databases::clusters::DatabaseClusterCreate},
    requests,
    schema::{Maybe, WideInteger, table},
};
use digitalocean_wasm_derive::model;
use js_sys::{Array, Function, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Every kind of field a body can have.
#[model]
struct Body {
    /// A required field.
    name: String,
    /// Lists of objects.
    parts: Maybe<Vec<Part>>,
    /// A map.
    labels: Maybe<BTreeMap<String, String>>,
    /// An open enum.
    colour: Maybe<Colour>,
    /// May be null.
    #[nullable]
    tags: Maybe<Vec<String>>,
    /// A raw name.
    r#type: Maybe<String>,
    /// A dotted name.
    #[serde(rename = "pg_partman_bgw.interval")]
    interval: Maybe<i64>,
    /// Beyond 2^53.
    wide: Maybe<WideInteger>,
    /// A fraction.
    ratio: Maybe<f64>,
    /// A truth.
    enabled: Maybe<bool>,
}

/// A part.
#[model]
struct Part {
    /// Its size.
    size: String,
}

/// A colour.
#[model]
enum Colour {
    /// Red.
    #[serde(rename = "red")]
    Red,
}

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})"))
        .call0(&JsValue::NULL)
        .unwrap()
}

fn written(expression: &str) -> String {
    js(expression).json(table!(Body), &mut String::new()).unwrap().unwrap()
}

fn refused(expression: &str) -> String {
    let error = js(expression).json(table!(Body), &mut String::new()).unwrap_err();
    format!("{error:?}")
}

#[wasm_bindgen_test]
fn a_body_is_written_as_given() {
    for (given, json) in [
        ("({ name: 'a' })", r#"{"name":"a"}"#),
        (
            "({ name: 'a', parts: [{ size: 's' }, { size: 'm', other: [1, null] }] })",
            r#"{"name":"a","parts":[{"size":"s"},{"size":"m","other":[1,null]}]}"#,
        ),
        (
            "({ name: 'a', labels: { 'x y': '1' } })",
            r#"{"name":"a","labels":{"x y":"1"}}"#,
        ),
        ("({ name: 'a', colour: 'red' })", r#"{"name":"a","colour":"red"}"#),
        ("({ name: 'a', colour: 'new' })", r#"{"name":"a","colour":"new"}"#),
        ("({ name: 'a', tags: null })", r#"{"name":"a","tags":null}"#),
        ("({ name: 'a', tags: undefined })", r#"{"name":"a"}"#),
        ("({ name: 'a', type: 't' })", r#"{"name":"a","type":"t"}"#),
        (
            "({ name: 'a', 'pg_partman_bgw.interval': 3600 })",
            r#"{"name":"a","pg_partman_bgw.interval":3600}"#,
        ),
        (
            "({ name: 'a', wide: 18446744073709551615n })",
            r#"{"name":"a","wide":18446744073709551615}"#,
        ),
        (
            "({ name: 'a', wide: -9223372036854775808n })",
            r#"{"name":"a","wide":-9223372036854775808}"#,
        ),
        (
            "({ name: 'a', wide: 9007199254740991 })",
            r#"{"name":"a","wide":9007199254740991}"#,
        ),
        (
            "({ name: 'a', ratio: 0.25, enabled: false })",
            r#"{"name":"a","ratio":0.25,"enabled":false}"#,
        ),
        (
            "({ name: 'a', unknown: { deep: [true, 1n, 'x'] } })",
            r#"{"name":"a","unknown":{"deep":[true,1,"x"]}}"#,
        ),
        (
            r#"({ name: 'q"\\\n\u2028é😀' })"#,
            "{\"name\":\"q\\\"\\\\\\n\u{2028}é😀\"}",
        ),
        (r"({ name: '\ud800' })", r#"{"name":"\ud800"}"#),
        ("Object.assign(Object.create(null), { name: 'a' })", r#"{"name":"a"}"#),
    ] {
        assert_eq!(written(given), json, "{given}");
    }
}

#[wasm_bindgen_test]
fn a_body_that_is_wrong_is_refused_by_its_path() {
    for (given, problem) in [
        ("({})", "name: missing, expected string"),
        ("({ name: 5 })", "name: expected string, got number"),
        ("({ name: null })", "name: expected string, got null"),
        ("({ name: 'a', parts: {} })", "parts: expected array, got object"),
        (
            "({ name: 'a', parts: [{ size: 's' }, { size: 1 }] })",
            "parts[1].size: expected string, got number",
        ),
        (
            "({ name: 'a', parts: [{}] })",
            "parts[0].size: missing, expected string",
        ),
        ("({ name: 'a', parts: ['s'] })", "parts[0]: expected object, got string"),
        (
            "({ name: 'a', labels: { x: 1 } })",
            "labels.x: expected string, got number",
        ),
        (
            "({ name: 'a', labels: { 'x y': 1 } })",
            r#"labels[\"x y\"]: expected string, got number"#,
        ),
        ("({ name: 'a', colour: 1 })", "colour: expected string, got number"),
        ("({ name: 'a', type: null })", "type: expected string, got null"),
        ("({ name: 'a', tags: [null] })", "tags[0]: expected string, got null"),
        ("({ name: 'a', wide: 1.5 })", "wide: expected integer, got number"),
        ("({ name: 'a', wide: 9007199254740992 })", "wide: is beyond 2^53"),
        ("({ name: 'a', wide: '5' })", "wide: expected integer, got string"),
        ("({ name: 'a', ratio: NaN })", "ratio: expected number, got NaN"),
        (
            "({ name: 'a', ratio: Infinity })",
            "ratio: expected number, got Infinity",
        ),
        (
            "({ name: 'a', enabled: 'yes' })",
            "enabled: expected boolean, got string",
        ),
        (
            "({ name: 'a', unknown: new Date() })",
            "unknown: expected object, got Date",
        ),
        (
            "({ name: 'a', unknown: new Map() })",
            "unknown: expected object, got Map",
        ),
        (
            "({ name: 'a', unknown: [() => 1] })",
            "unknown[0]: expected a JSON value, got function",
        ),
        (
            "({ name: 'a', unknown: [undefined] })",
            "unknown[0]: expected a JSON value, got undefined",
        ),
        ("[]", "body: expected object, got array"),
        ("'{}'", "body: expected object, got string"),
        (
            "(() => { const a = { name: 'a' }; a.a = a; return a; })()",
            "body: nests deeper than 64 levels",
        ),
        ("({ get name() { throw 1; } })", "body: cannot be read"),
        (
            "({ name: 'a', tags: Object.defineProperty(['b', ''], 1, { get() { throw 1; } }) })",
            "tags[1]: cannot be read",
        ),
        (
            "({ name: 'a', tags: new Array(2 ** 32 - 1) })",
            "tags[0]: expected string, got undefined",
        ),
        (
            "({ name: 'a', tags: new Proxy([], { get: (_, key) => key === 'length' ? NaN : 5 }), ratio: '' })",
            "ratio: expected number, got string",
        ),
        (r"({ name: 'a', '\ud800': 1 })", "body: holds half a surrogate pair"),
        (
            r"({ name: 'a', labels: { '\udc00x': '' } })",
            "labels: holds half a surrogate pair",
        ),
        ("({ name: 'x'.repeat(2 ** 26 + 1) })", "name: is too large"),
    ] {
        let error = refused(given);
        assert!(error.contains(problem), "{given}: {error}");
    }
}

#[wasm_bindgen_test]
fn keys_that_a_table_does_not_have_are_reported_with_those_it_has() {
    let body = "name,parts,labels,colour,tags,type,pg_partman_bgw.interval,wide,ratio,enabled,";
    for (given, reported) in [
        ("({ name: 'a', labels: { any: '' } })", String::new()),
        ("({ name: 'a', nme: 5 })", format!("{body} nme\n")),
        (
            "({ name: 'a', parts: [{ size: 's' }, { size: 's', sise: {} }], 'a b': { c: 1 } })",
            format!("size, parts[1].sise\n{body} [\"a b\"]\n"),
        ),
        ("({ name: 'a', nme: undefined })", String::new()),
    ] {
        let mut unknown = String::new();
        js(given).json(table!(Body), &mut unknown).unwrap();
        assert_eq!(unknown, reported, "{given}");
    }
    for (given, reported) in [
        ("({ page: 1 })", ""),
        ("({ pages: 1, page: 1 })", "page,per_page, query.pages\n"),
    ] {
        let mut unknown = String::new();
        js(given).query(table!(PageQuery), &mut unknown).unwrap();
        assert_eq!(unknown, reported, "{given}");
    }
}

#[wasm_bindgen_test]
fn a_query_is_written_as_urls_have_it() {
    let table = table!(PageQuery);
    for (given, query) in [
        ("undefined", ""),
        ("null", ""),
        ("({})", ""),
        ("({ page: 2, per_page: 50 })", "page=2&per_page=50"),
        (
            "({ page: 2n, 'a b': 'ü&=', on: true })",
            "page=2&a%20b=%C3%BC%26%3D&on=true",
        ),
    ] {
        assert_eq!(js(given).query(table, &mut String::new()).unwrap(), query, "{given}");
    }
    for given in [
        "({ page: '2' })",
        "({ page: 1.5 })",
        "({ page: null })",
        "({ x: {} })",
        "'page=2'",
        "5",
    ] {
        assert!(js(given).query(table, &mut String::new()).is_err(), "{given}");
    }
}

#[wasm_bindgen_test]
fn a_create_body_knows_its_required_fields() {
    for field in ["name", "engine", "num_nodes", "size", "region"] {
        let body = js("({ name: 'a', engine: 'pg', num_nodes: 1, size: 's', region: 'r' })");
        assert!(body.json(table!(DatabaseClusterCreate), &mut String::new()).is_ok());
        Reflect::delete_property(body.unchecked_ref::<js_sys::Object>(), &field.into()).unwrap();
        let error = format!(
            "{:?}",
            body.json(table!(DatabaseClusterCreate), &mut String::new())
                .unwrap_err()
        );
        assert!(error.contains(&format!("{field}: missing")), "{error}");
    }
}

/// A path without the rules for its parameters.
fn plain(pattern: &str) -> String {
    let parts = pattern
        .split_inclusive('}')
        .map(|part| match part.split_once(['+', '!']) {
            Some((name, _)) => format!("{name}}}"),
            None => part.to_owned(),
        });
    parts.collect()
}

/// The number of the operation with this method and path.
fn number(method: &str, path: &str) -> usize {
    requests::operations()
        .position(|operation| operation.method.as_str() == method && plain(operation.pattern) == path)
        .unwrap()
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap_or_default()
}

/// A result of the exports: an array as JSON, or the code and message of an error.
fn result(value: &JsValue) -> Result<String, String> {
    if Array::is_array(value) {
        return Ok(text(value));
    }
    let field = |name: &str| Reflect::get(value, &name.into()).unwrap().as_string().unwrap();
    Err(format!("{}: {}", field("code"), field("message")))
}

fn prepared(method: &str, path: &str, parameters: &str) -> Result<String, String> {
    let parameters = Array::from(&js(parameters));
    let [first, second, third] = [0, 1, 2].map(|index| parameters.get(index));
    result(&prepare(number(method, path), &first, &second, &third))
}

#[wasm_bindgen_test]
fn a_request_is_prepared_or_refused_by_a_value() {
    for (method, path, parameters, expected) in [
        (
            "GET",
            "/v2/databases/{id}",
            "['a/b']",
            Ok(r#"["GET","/v2/databases/a%2Fb",null,null]"#),
        ),
        (
            "GET",
            "/v2/databases",
            "[{ tag_name: 'web' }]",
            Ok(r#"["GET","/v2/databases?tag_name=web",null,null]"#),
        ),
        (
            "POST",
            "/v2/databases/{clusterId}/dbs",
            "['a', { name: 'x' }]",
            Ok(r#"["POST","/v2/databases/a/dbs","{\"name\":\"x\"}",null]"#),
        ),
        (
            "GET",
            "/v2/databases/{id}",
            "['..']",
            Err(r#"invalid_request: id: must not be "." or "..""#),
        ),
        (
            "POST",
            "/v2/databases/{clusterId}/dbs",
            "['a', {}]",
            Err("invalid_request: name: missing, expected string"),
        ),
    ] {
        let expected = expected.map(ToOwned::to_owned).map_err(ToOwned::to_owned);
        assert_eq!(prepared(method, path, parameters), expected, "{parameters}");
    }
}

#[wasm_bindgen_test]
fn a_request_to_any_path_is_prepared_too() {
    let raw = |method: &str, path: &str, payload: &str| {
        result(&prepare(usize::MAX, &method.into(), &path.into(), &js(payload)))
    };
    let written = raw("post", "/v2/x", "({ query: { a: 1 }, body: [1] })");
    assert_eq!(written, Ok(r#"["POST","/v2/x?a=1","[1]",null]"#.to_owned()));
    for (method, payload) in [("HEAD", "({})"), ("GET", "({ body: 1 })"), ("GET", "({ other: 1 })")] {
        assert!(
            raw(method, "/v2/x", payload)
                .unwrap_err()
                .starts_with("invalid_request")
        );
    }
}

#[wasm_bindgen_test]
fn a_response_is_read_without_its_envelope() {
    let get = number("GET", "/v2/databases/{id}");
    let list = number("GET", "/v2/registries/{registry}/repositoriesV2");
    let delete = number("DELETE", "/v2/databases/{id}");
    let next = r#"{"links":{"pages":{"next":"https://x/?page=2&page_token=3"}},"repositories":null}"#;
    for (operation, body, expected) in [
        (
            get,
            r#"{"database":{"id":"a"}}"#,
            r#"[{"id":"a"},null,null]"#.to_owned(),
        ),
        (list, next, format!(r#"[[],{next},{{"page":2,"page_token":"3"}}]"#)),
        (delete, "not read at all", "[null,null,null]".to_owned()),
        (usize::MAX, "", "[null,null,null]".to_owned()),
        (usize::MAX, "[1]", "[[1],null,null]".to_owned()),
    ] {
        assert_eq!(result(&read(operation, &body.into())), Ok(expected), "{body}");
    }
}

#[wasm_bindgen_test]
fn a_response_that_cannot_be_understood_is_a_value() {
    let get = number("GET", "/v2/databases/{id}");
    for (body, problem) in [
        (r#"{"data"#, "undecodable: the body is not JSON"),
        ("", "undecodable: the body is empty; it should hold `database`"),
        ("null", "undecodable: the body lacks `database`"),
        ("[]", "undecodable: the body lacks `database`"),
    ] {
        assert_eq!(result(&read(get, &body.into())), Err(problem.to_owned()), "{body}");
    }
}

#[wasm_bindgen_test]
fn a_failure_is_judged() {
    let judged = |method: &str, status, retry_after, reset, retries| {
        text(&judge(
            &JsValue::from(method),
            status,
            retry_after,
            reset,
            retries,
            2,
            60_000.0,
            0.5,
        ))
    };
    let none = f64::NAN;
    for (judgement, expected) in [
        (judged("GET", 503, none, none, 0), "[true,null,250]"),
        (judged("GET", 0, 9.0, none, 1), "[true,null,500]"),
        (judged("POST", 503, none, none, 0), "[false,null,null]"),
        (judged("POST", 429, none, 3000.0, 0), "[true,3000,3000]"),
        (judged("GET", 503, 60_001.0, none, 0), "[true,60001,null]"),
        (judged("GET", 503, none, none, 2), "[true,null,null]"),
        (judged("GET", 404, none, none, 0), "[false,null,null]"),
    ] {
        assert_eq!(judgement, expected);
    }
}

#[wasm_bindgen_test]
fn integers_beyond_2_53_are_read_exactly() {
    let body = r#"{"config":{"a":18446744073709551615,"b":-9223372036854775808,"c":9007199254740991,"d":"~9223372036854775807","e":1e400,"f":0.12345678901234567890,"g":18446744073709551616}}"#;
    let read = read(number("GET", "/v2/databases/{clusterId}/config"), &body.into());
    let config = Reflect::get(&read, &0.into()).unwrap();
    let check = Function::new_with_args(
        "c",
        "return c.a === 18446744073709551615n && c.b === -9223372036854775808n && c.c === 9007199254740991 \
         && c.d === '~9223372036854775807' && c.e === Infinity && c.f === 0.12345678901234567890 && c.g === 18446744073709551616",
    );
    assert_eq!(check.call1(&JsValue::NULL, &config).unwrap(), JsValue::TRUE);
}
