//! When an attempt that failed is repeated: pure decisions, no waiting.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use digitalocean_wasm::http::{
    Method,
    retry::{Outcome, Policy, RetryBudget, RetryHint, is_retryable, retry_delay},
};

const METHODS: [Method; 5] = [Method::Get, Method::Put, Method::Delete, Method::Post, Method::Patch];

/// The wait before a repetition of a GET that was answered 503, by the largest random number.
fn wait(outcome: Outcome, told: RetryHint, repeated: u32) -> Option<u32> {
    let policy = Policy {
        max_retries: 9,
        ..Policy::default()
    };
    retry_delay(policy, Method::Get, outcome, told, repeated, 1.0)
}

#[test]
fn what_is_repeated() {
    for method in METHODS {
        let is_harmless = !matches!(method, Method::Post | Method::Patch);
        assert_eq!(is_retryable(method, Outcome::Lost), is_harmless, "{method:?}");
        for status in 200..=599 {
            let expected = match status {
                429 => true,
                408 | 500 | 502 | 503 | 504 => is_harmless,
                _ => false,
            };
            assert_eq!(
                is_retryable(method, Outcome::Status(status)),
                expected,
                "{method:?} {status}"
            );
        }
    }
}

#[test]
fn as_often_as_allowed_and_no_more() {
    for max_retries in [0, 1, 2, 7] {
        let policy = Policy {
            max_retries,
            ..Policy::default()
        };
        let repetitions = (0..20).take_while(|&repeated| {
            retry_delay(policy, Method::Get, Outcome::Lost, RetryHint::default(), repeated, 0.5).is_some()
        });
        assert_eq!(repetitions.count(), max_retries as usize);
    }
    assert_eq!(Policy::default().max_retries, 2);
}

#[test]
fn waits_double_up_to_a_limit_and_are_a_random_part_of_that() {
    let ceilings: Vec<_> = (0..7)
        .map(|repeated| wait(Outcome::Lost, RetryHint::default(), repeated).unwrap())
        .collect();
    assert_eq!(ceilings, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
    let policy = Policy::default();
    let part = |random| {
        retry_delay(
            policy,
            Method::Get,
            Outcome::Status(503),
            RetryHint::default(),
            1,
            random,
        )
    };
    assert_eq!([part(0.0), part(0.25), part(0.5)], [Some(0), Some(250), Some(500)]);
}

#[test]
fn the_api_says_when() {
    let told = |retry_after, reset| RetryHint { retry_after, reset };
    let cases = [
        // retry-after is heard for every status, and no random part of it is taken.
        (429, told(Some(3000.0), Some(9000.0)), Some(3000)),
        (503, told(Some(2500.5), None), Some(2501)),
        (503, told(Some(0.0), None), Some(0)),
        // The reset is heard for too many requests only, where retry-after is not to be seen.
        (429, told(None, Some(9000.0)), Some(9000)),
        (503, told(None, Some(9000.0)), Some(500)),
        // Too long is not waited for.
        (429, told(Some(60_000.0), None), Some(60_000)),
        (429, told(Some(60_001.0), None), None),
        (429, told(None, Some(3_600_000.0)), None),
    ];
    for (status, told, expected) in cases {
        assert_eq!(wait(Outcome::Status(status), told, 0), expected, "{status} {told:?}");
    }
    let policy = Policy {
        max_retry_after: 0.0,
        ..Policy::default()
    };
    let asked = |wait| {
        retry_delay(
            policy,
            Method::Get,
            Outcome::Status(429),
            told(Some(wait), None),
            0,
            1.0,
        )
    };
    assert_eq!([asked(0.0), asked(1.0)], [Some(0), None]);
}

#[test]
fn an_api_that_is_down_is_asked_less() {
    let mut budget = RetryBudget::default();
    let repeated = (0..1000).filter(|_| budget.take()).count();
    assert_eq!(repeated, 50);
    for _ in 0..5 {
        assert!(!budget.take());
        budget.refund();
    }
    assert!(budget.take(), "five successes allow one repetition");
    assert!(!budget.take());
    for _ in 0..10_000 {
        budget.refund();
    }
    assert_eq!((0..1000).filter(|_| budget.take()).count(), 50, "it is never more");
}
