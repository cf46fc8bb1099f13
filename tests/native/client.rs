//! The parts of the client for Rust programs that need no browser.

use digitalocean_wasm::{
    client::{Client, Error},
    http::{self, ABSENT, ErrorKind, Native, pages, path},
    models::PageQuery,
    requests::registries::manifests,
    schema::table,
};
use serde_json::json;

fn client() -> Client {
    Client::new("dop_v1_canary").unwrap()
}

#[test]
fn it_can_be_kept_anywhere() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Client>();
    check::<Error>();
}

#[test]
fn tokens() {
    for token in ["dop_v1_canary", " dop_v1_canary\r\n", "x"] {
        assert!(Client::new(token).is_ok(), "{token:?}");
    }
    for token in [
        "",
        " \n",
        "dop canary",
        "dop\ncanary",
        "“canary”",
        "canary\u{feff}",
        "canary\u{200b}",
        "canaré",
    ] {
        let error = Client::new(token).unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidRequest);
        assert!(error.message.starts_with("token: "));
        assert!(!format!("{error} {error:?}").contains("canar"), "{token:?}");
    }
    let shown = format!("{:?}", client());
    assert!(shown.contains("https://api.digitalocean.com") && !shown.contains("canary"));
}

#[test]
fn base_urls() {
    for url in [
        "https://api.digitalocean.com",
        "HTTPS://example.com/",
        "https://example.com:8443/a/b//",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://a.localhost",
        "http://127.0.0.1:1",
        "http://127.1.2.3",
        "http://[::1]:65535/x",
        "https://[2001:db8::1]",
    ] {
        assert!(client().with_base_url(url).is_ok(), "{url}");
    }
    for url in [
        "",
        "/v2",
        "example.com",
        "ftp://example.com",
        "https://",
        "https:///v2",
        "https://user@example.com",
        "https://user:secret@example.com",
        "https://example.com?x=1",
        "https://example.com/#x",
        "https://example.com\\x",
        "https://exa mple.com",
        "https://exämple.com",
        "https://example.com:",
        "https://example.com:+1",
        "https://example.com:65536",
        "https://example.com:x",
        "https://[::1",
        "https://[::1]x",
        "https://[nothing]",
        "https://1.2.3.400",
    ] {
        let error = client().with_base_url(url).unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidRequest);
        assert!(
            error.message.starts_with("base_url: must be a whole URL"),
            "{url}: {error}"
        );
        assert!(!error.message.contains("secret"));
    }
    for url in [
        "http://api.digitalocean.com",
        "http://127.0.0.1.example.com",
        "http://localhost.com",
        "http://128.0.0.1",
    ] {
        let error = client().with_base_url(url).unwrap_err();
        assert!(error.message.starts_with("base_url: must be https"), "{url}: {error}");
    }
}

#[test]
fn an_error_of_the_core_becomes_the_clients() {
    let error = Error::from(http::Error::invalid("name", "missing, expected string"));
    assert_eq!(error.to_string(), "name: missing, expected string");
    assert_eq!(
        (error.kind.code(), error.attempts, error.retryable),
        ("invalid_request", 0, false)
    );
    let error: Box<dyn std::error::Error + Send + Sync> = Box::new(error);
    assert!(error.source().is_none());
}

#[test]
fn the_request_of_a_page_keeps_the_rest_of_the_query() {
    let (registry, repository) = (Native("example"), Native("my/repo"));
    let path = |query: serde_json::Value, url: &str| {
        let query = Native(query);
        let request = manifests::list(&registry, &repository, &query).prepare().unwrap();
        let page = request.page(&pages::next(url, table!(PageQuery), path::decode));
        page.path
            .strip_prefix("/v2/registries/example/repositories/my%2Frepo/digests")
            .unwrap()
            .to_owned()
    };
    assert_eq!(path(json!({}), "?page=2"), "?page=2");
    assert_eq!(path(json!({ "per_page": 50 }), "?page=2"), "?per_page=50&page=2");
    assert_eq!(
        path(json!({ "page": 1, "x": "a&b" }), "?page=2&per_page=9"),
        "?x=a%26b&page=2&per_page=9"
    );
    assert_eq!(path(json!({ "a b": 1 }), "?a%20b=2"), "?a%20b=2");
    let request = manifests::list(&registry, &repository, &ABSENT).prepare().unwrap();
    assert_eq!(request.page(&[]).path, request.path);
}
