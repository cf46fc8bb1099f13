//! Retries, and limits of time.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use digitalocean_wasm::{
    client::{Client, Error},
    http::{ABSENT, ErrorKind, Native},
    requests::databases::clusters,
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Stub, client, faulty, js};

async fn list(client: &Client) -> Result<usize, Error> {
    client
        .send(&clusters::list(&ABSENT))
        .await
        .map(|clusters| clusters.len())
}

async fn create(client: &Client) -> Error {
    client.send(&clusters::create(&Native(json!({})))).await.unwrap_err()
}

const fn milliseconds(number: u64) -> Duration {
    Duration::from_millis(number)
}

#[wasm_bindgen_test]
async fn what_does_no_harm_is_retried() {
    for fault in [
        "503x1",
        "readx1",
        "hangx1",
        "429-secondsx2",
        "429-datex1",
        "429-resetx1",
        "503-secondsx2",
    ] {
        let client = faulty(fault).with_timeout(Some(milliseconds(2_000)));
        assert_eq!(list(&client).await.unwrap(), 0, "{fault}");
    }
    let error = list(&faulty("503")).await.unwrap_err();
    assert_eq!(
        (error.kind, error.attempts, error.retryable),
        (ErrorKind::Api(503), 3, true)
    );
    assert_eq!(error.message, "this is 503");
    let error = list(&faulty("503").with_max_retries(0)).await.unwrap_err();
    assert_eq!(error.attempts, 1);
    let error = list(&faulty("404x1")).await.unwrap_err();
    assert_eq!((error.attempts, error.retryable), (1, false));
}

#[wasm_bindgen_test]
async fn a_create_is_retried_only_when_nothing_was_done() {
    for fault in ["503", "read", "500"] {
        let error = create(&faulty(fault)).await;
        assert_eq!((error.attempts, error.retryable), (1, false), "{fault}");
    }
    let error = create(&faulty("429-seconds")).await;
    assert_eq!((error.attempts, error.retryable), (3, true));
}

#[wasm_bindgen_test]
async fn a_delay_that_is_too_long_is_left_to_the_caller() {
    for (fault, least) in [
        ("429-late-seconds", 61),
        ("429-late-date", 60),
        ("429-late-reset", 60),
        ("503-late-seconds", 61),
    ] {
        let error = list(&faulty(fault)).await.unwrap_err();
        assert_eq!((error.attempts, error.retryable), (1, true), "{fault}");
        assert!(
            error.retry_after.unwrap() >= Duration::from_secs(least),
            "{fault}: {error:?}"
        );
    }
    let impatient = faulty("429").with_max_retry_after(milliseconds(5)).with_max_retries(0);
    assert_eq!(list(&impatient).await.unwrap_err().retry_after, None);
}

#[wasm_bindgen_test]
async fn an_attempt_may_take_its_timeout() {
    for fault in ["hang", "drip"] {
        let client = faulty(fault).with_timeout(Some(milliseconds(200))).with_max_retries(0);
        let error = list(&client).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Timeout);
        assert_eq!(error.message, "no whole response within 200 ms, the timeout");
        assert!(error.retryable);
    }
}

#[wasm_bindgen_test]
async fn a_call_may_take_its_deadline() {
    let client = faulty("hang").with_timeout(None).with_deadline(Some(milliseconds(200)));
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.message, "no whole response within 200 ms, the deadline");
    let client = faulty("503")
        .with_max_retries(100)
        .with_deadline(Some(milliseconds(600)));
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Api(503));
    assert!(error.attempts < 20, "{error:?}");
}

#[wasm_bindgen_test]
async fn clones_share_a_budget_of_retries() {
    let client = faulty("503-seconds").with_max_retries(100);
    assert_eq!(list(&client).await.unwrap_err().attempts, 51);
    assert_eq!(list(&client.clone()).await.unwrap_err().attempts, 1);
    {
        let _stub = Stub::new("fetch", r#"async () => new Response('{"databases":[]}')"#);
        for _ in 0..5 {
            list(&client).await.unwrap();
        }
    }
    assert_eq!(list(&client).await.unwrap_err().attempts, 2);
}

#[wasm_bindgen_test]
async fn timers_are_cleared() {
    js("globalThis.timers = new Set()");
    let original = js("globalThis.timeouts = { set: setTimeout, clear: clearTimeout }");
    assert!(original.is_object());
    let set = Stub::new(
        "setTimeout",
        "(callback, time) => {
            const id = timeouts.set.call(globalThis, () => { timers.delete(id); callback(); }, time);
            timers.add(id);
            return id;
        }",
    );
    let clear = Stub::new(
        "clearTimeout",
        "(id) => { timers.delete(id); timeouts.clear.call(globalThis, id); }",
    );
    let result = list(&client().with_deadline(Some(milliseconds(10_000)))).await;
    {
        let client = client();
        let mut dropped = pin!(client.send(&clusters::list(&ABSENT)));
        let poll = dropped.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(poll.is_pending());
        assert_eq!(js("timers.size"), 1);
    }
    drop((set, clear));
    result.unwrap();
    assert_eq!(js("timers.size"), 0);
}
