#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use digitalocean_simulator::{Options, Request, Response};
use support::{ALL, Api, HOUR, MINUTE, READ, SECOND, START, assert_error};

fn number(response: &Response, header: &str) -> u64 {
    response.header(header).expect(header).parse().expect(header)
}

#[test]
fn every_response_has_rate_limit_headers() {
    let mut api = Api::new();
    let first = api.call("GET", "/v2/databases");
    api.now += 90 * SECOND + 1;
    let second = api.call("GET", "/v2/nowhere");
    assert_error(&second, 404, "not_found");
    assert_eq!(number(&first, "ratelimit-limit"), 5_000);
    assert_eq!(number(&first, "ratelimit-remaining"), 4_999);
    assert_eq!(number(&second, "ratelimit-remaining"), 4_998);
    for response in [&first, &second] {
        assert_eq!(number(response, "ratelimit-reset"), (START + HOUR) / SECOND);
    }
    // The oldest request has expired: the next one is the oldest now.
    api.now = START + HOUR;
    let third = api.call("GET", "/v2/databases");
    assert_eq!(number(&third, "ratelimit-remaining"), 4_998);
    assert_eq!(number(&third, "ratelimit-reset"), (START + HOUR) / SECOND + 91);
}

#[test]
fn a_burst_is_refused_until_it_slides_out_of_the_minute() {
    let mut api = Api::new();
    for _ in 0..250 {
        assert_eq!(api.call("GET", "/v2/databases").status, 200);
        api.now += 100;
    }
    let refused = api.call("GET", "/v2/databases");
    assert_error(&refused, 429, "too_many_requests");
    assert_eq!(number(&refused, "retry-after"), 35);
    assert_eq!(
        number(&refused, "ratelimit-remaining"),
        4_750,
        "a refused request does not count"
    );

    let other = api.send(&Request::new("GET", "/v2/databases").with_token(READ));
    assert_eq!(other.status, 200, "each token has its own limit");
    let stranger = api.send(&Request::new("GET", "/v2/databases"));
    assert_error(&stranger, 401, "unauthorized");

    api.now += 35 * SECOND - 1;
    assert_eq!(api.call("GET", "/v2/databases").status, 429);
    api.now += 1;
    assert_eq!(api.call("GET", "/v2/databases").status, 200);
    assert_eq!(api.call("GET", "/v2/databases").status, 429, "one has expired, no more");
}

#[test]
fn the_hourly_limit_has_no_retry_after() {
    let mut api = Api::new();
    for _ in 0..5_000 {
        assert_eq!(api.call("GET", "/v2/registry/options").status, 200);
        api.now += 250;
    }
    let refused = api.call("GET", "/v2/databases");
    assert_error(&refused, 429, "too_many_requests");
    assert_eq!(refused.header("retry-after"), None);
    assert_eq!(number(&refused, "ratelimit-remaining"), 0);
    api.now = number(&refused, "ratelimit-reset") * SECOND;
    assert_eq!(api.call("GET", "/v2/databases").status, 200);
}

#[test]
fn only_requests_of_a_known_token_count() {
    let mut api = Api::new();
    for _ in 0..300 {
        api.send(&Request::new("GET", "/v2/databases"));
        api.send(&Request::new("OPTIONS", "/v2/databases").with_token(ALL));
    }
    assert_eq!(number(&api.call("GET", "/v2/databases"), "ratelimit-remaining"), 4_999);
}

#[test]
fn the_limits_can_be_switched_off() {
    let mut api = Api::with(Options {
        rate_limit: false,
        ..Options::default()
    });
    for _ in 0..6_000 {
        assert_eq!(api.call("GET", "/v2/registry/options").status, 200);
    }
    api.now += MINUTE;
    assert_eq!(number(&api.call("GET", "/v2/databases"), "ratelimit-remaining"), 5_000);
}
