//! The decisions of the HTTP layer: pure functions of plain values.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use digitalocean_wasm::{
    http::{
        Answered, Config, Error, Kind, Method, RequestConfig, Result, base_url, config, exact,
        failure::{ErrorBody, refusal},
        headers, pages, path,
    },
    models::{Table, registry::repositories::RepositoryPageQuery, table},
};
use serde_json::{Value, json};

/// What an error says that was made before anything was sent.
fn said<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(error) if error.kind == Kind::InvalidRequest => error.into_failure().message,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

// Paths

/// A template filled with values in their order.
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
    let filled = fill("/{registry}/{digest}", &["a:b", "sha256:ab/c"]).unwrap();
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
fn path_parameters_that_would_reach_elsewhere_are_refused() {
    let cases: [(&[&str], &str); 5] = [
        (&["", "b"], "first: must not be empty"),
        (&["a", ""], "second: must not be empty"),
        (&["a"], "second: must not be empty"),
        (&[".", "b"], "first: must not be \".\" or \"..\""),
        (&["a", ".."], "second: must not be \".\" or \"..\""),
    ];
    for (values, message) in cases {
        assert_eq!(said(fill("/{first}/x/{second}", values)), message);
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
    assert_eq!(said(wrong), "registry: expected string");
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
fn encode_keeps_what_it_is_told_and_appends() {
    let mut out = "a=".to_owned();
    path::encode("b:c/d", b":", &mut out);
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
        assert!(said(path::check(path)).starts_with("path: "), "{path}");
    }
}

// Where requests go

#[test]
fn base_urls_that_a_token_may_be_sent_to() {
    let cases = [
        (base_url::DEFAULT, "https://api.digitalocean.com"),
        ("https://api.digitalocean.com/", "https://api.digitalocean.com"),
        ("HTTPS://Proxy.Example:8443/do//", "HTTPS://Proxy.Example:8443/do"),
        ("https://10.0.0.1", "https://10.0.0.1"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://localhost", "http://localhost"),
        ("http://LOCALHOST:8080/", "http://LOCALHOST:8080"),
        ("http://api.localhost:80", "http://api.localhost:80"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.255.0.9", "http://127.255.0.9"),
        ("http://[::1]:80", "http://[::1]:80"),
        ("http://[::1]/api", "http://[::1]/api"),
    ];
    for (url, checked) in cases {
        assert_eq!(base_url::check(url).unwrap(), checked);
    }
}

#[test]
fn base_urls_that_a_token_may_not_be_sent_to() {
    let bad = [
        // Not this machine, however much it looks like it.
        "http://api.digitalocean.com",
        "http://127.0.0.1.evil.com",
        "http://127.0.0.1.evil.com:80",
        "http://127.evil.com",
        "http://localhost.evil.com",
        "http://localhost.",
        "http://notlocalhost",
        "http://evil.com/localhost",
        "http://evil.com:127.0.0.1",
        "http://127.1",
        "http://127.0.0.1.",
        "http://127.0.0.256",
        "http://127.0.0.1.1",
        "http://0.0.0.0",
        "http://2130706433",
        "http://0x7f.0.0.1",
        "http://1127.0.0.1",
        "http://[::1].evil.com",
        "http://[::1]evil.com",
        "http://[::2]",
        "http://[::ffff:127.0.0.1]",
        "http://[localhost]",
        "http://[127.0.0.1]",
        // User, query, fragment, tricks of parsers.
        "http://localhost@evil.com",
        "http://localhost:80@evil.com",
        "https://user:password@api.digitalocean.com",
        "https://api.digitalocean.com@evil.com",
        "https://api.digitalocean.com?x",
        "https://api.digitalocean.com#x",
        "https://api.digitalocean.com/?x=1",
        "https://api.digitalocean.com/#x",
        "https://evil.com\\@api.digitalocean.com",
        "https://api.digitalocean.com/\\evil.com",
        "https://api.digital\tocean.com",
        "https://api.digitalocean.com\n",
        " https://api.digitalocean.com",
        "https://api.digitalocean.com/a b",
        "https://api.digitalocean.com/é",
        "https://ａpi.digitalocean.com",
        // No URL, or not one of ours.
        "",
        "api.digitalocean.com",
        "//api.digitalocean.com",
        "https:api.digitalocean.com",
        "https:/api.digitalocean.com",
        "https://",
        "https:///v2",
        "https://:443",
        "ftp://localhost",
        "file:///etc/passwd",
        "javascript://localhost",
        "://localhost",
    ];
    let taken: Vec<_> = bad.into_iter().filter(|url| base_url::check(url).is_ok()).collect();
    assert_eq!(taken, [""; 0]);
    for url in bad {
        assert!(said(base_url::check(url)).starts_with("baseUrl: "), "{url}");
    }
}

// Headers

#[test]
fn tokens_are_trimmed_and_checked() {
    let good = ["dop_v1_0123456789abcdef", "x", "a.b-c_d~e+f/g="];
    for token in good {
        for around in ["", " ", "\n", "\r\n", "\t"] {
            assert_eq!(headers::token(&format!("{around}{token}{around}")).unwrap(), token);
        }
    }
    let bad = [
        "",
        " \n",
        "se cret",
        "se\ncret",
        "se\u{201c}cret",
        "\u{feff}secret",
        "sécret",
        "se\0cret",
    ];
    for token in bad {
        let message = said(headers::token(token));
        assert!(message.starts_with("token: ") && !message.contains("cret"), "{message}");
    }
}

#[test]
fn headers_are_checked() {
    let good = [
        ("x-trace", "1"),
        ("User-Agent", "mine/1.0 (a; b)"),
        ("!#$%&'*+-.^_`|~09aZ", ""),
        ("x-tab", "a\tb"),
    ];
    for (name, value) in good {
        assert!(headers::header(name, value).is_ok(), "{name}");
    }
    let bad = [
        ("", "1", "is no header name"),
        ("x y", "1", "is no header name"),
        ("x:", "1", "is no header name"),
        ("x\n", "1", "is no header name"),
        ("é", "1", "is no header name"),
        ("authorization", "1", "is set from `token`"),
        ("AUTHORIZATION", "1", "is set from `token`"),
        ("Content-Type", "text/plain", "is always application/json"),
        ("x", "a\nb: c", "holds a line break"),
        ("x", "a\r", "holds a line break"),
        ("x", "a\0", "holds a line break"),
        ("x", "é", "holds a line break"),
        ("x", "\u{7f}", "holds a line break"),
    ];
    for (name, value, problem) in bad {
        let message = said(headers::header(name, value));
        assert!(
            message.starts_with(&format!("headers[\"{name}\"]: {problem}")),
            "{message}"
        );
    }
}

// What a client is told

#[test]
fn time_outs() {
    let good = [
        (0.0, None),
        (-0.0, None),
        (f64::INFINITY, None),
        (0.2, Some(1)),
        (1.0, Some(1)),
        (1.5, Some(2)),
        (30_000.0, Some(30_000)),
        (2_147_483_647.0, Some(2_147_483_647)),
    ];
    for (milliseconds, timeout) in good {
        assert_eq!(config::timeout(milliseconds).unwrap(), timeout, "{milliseconds}");
    }
    for bad in [-1.0, f64::NAN, f64::NEG_INFINITY, 2_147_483_648.0, 1e300, -0.1] {
        assert!(said(config::timeout(bad)).starts_with("timeout: "), "{bad}");
    }
}

#[test]
fn the_words_of_a_call_go_over_those_of_its_client() {
    let headers = |pairs: &[(&str, &str)]| -> Vec<_> {
        let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        pairs.iter().map(owned).collect()
    };
    let client = RequestConfig {
        timeout: Some(1),
        headers: headers(&[("x-kept", "client"), ("X-Both", "client")]),
    };
    let call = RequestConfig {
        timeout: None,
        headers: headers(&[("x-both", "call")]),
    };
    let over = call.over(&client);
    assert_eq!(over.timeout, None);
    assert_eq!(over.headers, headers(&[("x-kept", "client"), ("x-both", "call")]));
}

#[test]
fn a_client_shows_no_token() {
    let config = Config::new(" hush \n", None, RequestConfig::default()).unwrap();
    assert_eq!(
        (config.token.as_str(), config.base_url.as_str()),
        ("hush", base_url::DEFAULT)
    );
    let shown = format!("{config:?}");
    assert!(shown.contains(base_url::DEFAULT) && !shown.contains("hush"), "{shown}");
    assert!(Config::new("", None, RequestConfig::default()).is_err());
    assert!(Config::new("x", Some("http://evil.com"), RequestConfig::default()).is_err());
}

#[test]
fn methods() {
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        assert_eq!(Method::parse(method).map(Method::as_str), Some(method));
    }
    for method in ["", "get", "HEAD", "GET ", "TRACE"] {
        assert_eq!(Method::parse(method), None);
    }
}

// Wide integers

#[test]
fn integers_beyond_2_to_the_53_are_quoted() {
    let cases = [
        ("9007199254740992", "\"~9007199254740992\""),
        ("-9007199254740992", "\"~-9007199254740992\""),
        ("18446744073709551615", "\"~18446744073709551615\""),
        ("[9223372036854775807,1]", "[\"~9223372036854775807\",1]"),
        (
            r#"{"a": 10000000000000000 , "b":[-10000000000000000]}"#,
            r#"{"a": "~10000000000000000" , "b":["~-10000000000000000"]}"#,
        ),
        (
            r#"{"\"9007199254740993\\":9007199254740993}"#,
            r#"{"\"9007199254740993\\":"~9007199254740993"}"#,
        ),
        (r#"["\\",9007199254740993,"é"]"#, r#"["\\","~9007199254740993","é"]"#),
    ];
    for (text, quoted) in cases {
        assert_eq!(exact::quote(text, "~").as_deref(), Some(quoted));
    }
}

#[test]
fn all_else_stays_as_it_is() {
    let cases = [
        "",
        "null",
        "0",
        "-0",
        "9007199254740991",
        "-9007199254740991",
        "9007199254740993.0",
        "9007199254740993.5",
        "0.9007199254740993",
        "9007199254740993e0",
        "9007199254740993E-3",
        "1e400",
        "-1.5e+30",
        r#""9007199254740993""#,
        r#"{"9007199254740993":"-9007199254740993"}"#,
        r#"["a \" 9007199254740993","\\\"9007199254740993"]"#,
        "[true,false,null,1,\"\"]",
        // No JSON: the parser will say so.
        "\"9007199254740993",
        "\"\\",
        "-",
        "<html>",
    ];
    for text in cases {
        assert_eq!(exact::quote(text, "~"), None, "{text}");
    }
}

#[test]
fn no_string_begins_with_the_mark() {
    let cases = [
        ("{}", "~"),
        (r#"{"a":"~"}"#, "~~"),
        (r#"["~~5","~"]"#, "~~~"),
        (r#"{"~~~":1}"#, "~~~~"),
        // In the middle of a string it does no harm.
        (r#"["a~~~"]"#, "~"),
    ];
    for (text, mark) in cases {
        assert_eq!(exact::mark(text), mark, "{text}");
    }
    for text in [r#"["\u007e5"]"#, r#"["~\u007E5"]"#, r#"["\u007e~5"]"#] {
        let mark = exact::mark(text);
        let strings: Vec<String> = serde_json::from_str(text).unwrap();
        assert!(!strings[0].starts_with(&mark), "{text}: {mark:?} begins {strings:?}");
    }
}

#[test]
fn quoting_changes_nothing_but_wide_integers() {
    let mut random = Random(7);
    let mut quoted_texts = 0;
    for _ in 0..2_000 {
        let text = some_json(&mut random, 4);
        let mark = exact::mark(&text);
        let before: Value = serde_json::from_str(&text).unwrap();
        match exact::quote(&text, &mark) {
            None => assert!(!holds_wide(&before), "{text}"),
            Some(quoted) => {
                let after = serde_json::from_str(&quoted).unwrap();
                assert!(holds_wide(&before), "{text}");
                assert_eq!(unquoted(&after, &mark), before, "{text}");
                quoted_texts += 1;
            }
        }
    }
    assert!(quoted_texts > 300, "{quoted_texts} of 2000 held a wide integer");
}

fn holds_wide(value: &Value) -> bool {
    match value {
        Value::Number(number) => is_wide(number),
        Value::Array(items) => items.iter().any(holds_wide),
        Value::Object(fields) => fields.values().any(holds_wide),
        _ => false,
    }
}

fn is_wide(number: &serde_json::Number) -> bool {
    const SAFE: u64 = (1 << 53) - 1;
    let magnitude = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    magnitude.is_some_and(|magnitude| magnitude > SAFE)
}

/// The value with each marked string as the integer it stands for.
fn unquoted(value: &Value, mark: &str) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix(mark) {
            Some(digits) => serde_json::from_str(digits).unwrap(),
            None => value.clone(),
        },
        Value::Array(items) => items.iter().map(|item| unquoted(item, mark)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), unquoted(value, mark)))
            .collect(),
        _ => value.clone(),
    }
}

/// A linear congruential generator: the same numbers each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let index = usize::try_from(self.next()).unwrap() % choices.len();
        choices[index]
    }
}

/// Some JSON, with what is hard about it.
fn some_json(random: &mut Random, depth: u32) -> String {
    const STRINGS: &[&str] = &[
        r#""""#,
        r#""~""#,
        r#""~~12""#,
        r#""9007199254740993""#,
        r#""a\"9007199254740993\"""#,
        r#""\\""#,
        r#""é\u00e9 [1,""#,
    ];
    const NUMBERS: &[&str] = &[
        "0",
        "-1",
        "9007199254740991",
        "9007199254740992",
        "-9007199254740993",
        "18446744073709551615",
        "-9223372036854775808",
        "1.5",
        "-2.5e10",
        "1E3",
        "9007199254740993.25",
    ];
    let inner = depth.saturating_sub(1);
    match random.next() % if depth == 0 { 4 } else { 6 } {
        0 => random.of(STRINGS).to_owned(),
        1 | 2 => random.of(NUMBERS).to_owned(),
        3 => random.of(&["true", "false", "null"]).to_owned(),
        4 => {
            let items: Vec<_> = (0..random.next() % 4).map(|_| some_json(random, inner)).collect();
            format!("[{}]", items.join(random.of(&[",", " , ", ",\n"])))
        }
        _ => {
            let fields: Vec<_> = (0..random.next() % 4)
                .map(|index| format!("\"k{index}\":{}{}", random.of(&["", " "]), some_json(random, inner)))
                .collect();
            format!("{{{}}}", fields.join(","))
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
        let next: BTreeMap<_, _> = pages::next(url, Table::OBJECT).into_iter().collect();
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
        let next = pages::next(&format!("?page={text}"), Table::OBJECT);
        let [(_, parameter)] = next.as_slice() else {
            panic!("{text}")
        };
        assert_eq!(serde_json::to_value(parameter).unwrap(), value, "{text}");
    }
}

#[test]
fn parameters_are_numbers_only_if_they_are_no_texts() {
    let next = pages::next("?page=2&page_token=12345&other=3", table!(RepositoryPageQuery));
    let next: BTreeMap<_, _> = next.into_iter().collect();
    assert_eq!(
        serde_json::to_value(next).unwrap(),
        json!({ "page": 2, "page_token": "12345", "other": 3 })
    );
}

// Refusals

#[test]
fn what_a_refusal_says() {
    let api = |id: &str, message: &str, request_id: Option<&str>| ErrorBody {
        id: Some(id.to_owned()),
        message: Some(message.to_owned()),
        request_id: request_id.map(str::to_owned),
    };
    let none = ErrorBody::default;
    let on_the_way = "the API, or something on the way to it, answered";
    let cases = [
        (404, api("not_found", "gone", None), "{…}", "gone".to_owned()),
        (
            404,
            api("not_found", "", None),
            "{}",
            format!("{on_the_way} 404 with a body of another form"),
        ),
        (500, none(), "", "the API answered 500 with no body".to_owned()),
        (500, none(), " \n ", "the API answered 500 with no body".to_owned()),
        (
            502,
            none(),
            "<html>secret</html>",
            format!("{on_the_way} 502 with a web page"),
        ),
        (
            502,
            none(),
            "\n <!doctype html>",
            format!("{on_the_way} 502 with a web page"),
        ),
        (
            400,
            none(),
            "{\"errors\":[]}",
            format!("{on_the_way} 400 with a body of another form"),
        ),
        (
            400,
            none(),
            "[]",
            format!("{on_the_way} 400 with a body of another form"),
        ),
        (
            503,
            none(),
            " upstream is down\nat line 2",
            format!("{on_the_way} 503: upstream is down"),
        ),
        (
            503,
            none(),
            &"é".repeat(500),
            format!("{on_the_way} 503: {}", "é".repeat(200)),
        ),
    ];
    for (status, parsed, body, message) in cases {
        let id = parsed.id.clone();
        let refused = refusal(status, None, parsed, body.to_owned());
        let expected = Answered {
            status,
            id,
            request_id: None,
            body: Some(body.to_owned()),
        };
        assert_eq!(refused.message, message);
        assert_eq!(refused.answered, Some(expected));
    }

    let request_id = |header: Option<&str>, body| {
        let header = header.map(str::to_owned);
        let refused = refusal(404, header, api("not_found", "gone", body), String::new());
        refused.into_failure().answered.unwrap().request_id
    };
    assert_eq!(request_id(Some("header"), Some("body")).as_deref(), Some("body"));
    assert_eq!(request_id(Some("header"), None).as_deref(), Some("header"));
    assert_eq!(request_id(None, None), None);
}

#[test]
fn codes() {
    let cases = [
        (400, "bad_request"),
        (401, "unauthorized"),
        (403, "forbidden"),
        (404, "not_found"),
        (409, "conflict"),
        (412, "precondition_failed"),
        (422, "unprocessable_entity"),
        (429, "too_many_requests"),
        (500, "server_error"),
        (503, "server_error"),
        (599, "server_error"),
        (302, "unexpected_status"),
        (405, "unexpected_status"),
    ];
    for (status, code) in cases {
        let refused = refusal(status, None, ErrorBody::default(), String::new());
        assert_eq!(refused.kind.code(), code, "{status}");
    }
    assert_eq!(Error::invalid("a", "b").kind.code(), "invalid_request");
    assert_eq!(Kind::Timeout.code(), "timeout");
}
