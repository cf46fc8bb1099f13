#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{Request, Response};
use support::{ALL, Api};

fn list<'a>(response: &'a Response, header: &str) -> Vec<&'a str> {
    response.header(header).expect(header).split(", ").collect()
}

#[test]
fn a_preflight_needs_no_token_and_allows_two_headers() {
    let mut api = Api::new();
    for target in ["/v2/databases", "/v2/nowhere", "*"] {
        let response = api.send(&Request::new("OPTIONS", target));
        assert_eq!((response.status, response.body.as_str()), (204, ""));
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
        assert_eq!(response.header("access-control-max-age"), Some("600"));
        let headers = list(&response, "access-control-allow-headers");
        assert_eq!(headers, ["authorization", "content-type"]);
        let methods = list(&response, "access-control-allow-methods");
        assert_eq!(methods, ["GET", "POST", "PUT", "PATCH", "DELETE"]);
    }
}

#[test]
fn every_answer_can_be_read_by_a_browser_but_not_its_retry_after() {
    let mut api = Api::new();
    let mut answers = vec![
        api.call("GET", "/v2/databases"),
        api.call("GET", "/v2/nowhere"),
        api.send(&Request::new("GET", "/v2/databases")),
    ];
    for _ in 0..250 {
        answers.push(api.send(&Request::new("GET", "/v2/databases").with_token(ALL)));
    }
    assert_eq!(answers.last().map(|answer| answer.status), Some(429));
    for answer in &answers {
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        let exposed = list(answer, "access-control-expose-headers");
        let expected = [
            "ratelimit-limit",
            "ratelimit-remaining",
            "ratelimit-reset",
            "x-request-id",
        ];
        assert_eq!(exposed, expected);
        assert!(expected.iter().all(|name| answer.header(name).is_some()));
    }
}
