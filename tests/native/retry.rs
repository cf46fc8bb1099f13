//! Whether a failed attempt is retried, and after which delay: pure decisions, no waiting.

use digitalocean_wasm::http::{
    Method,
    retry::{Outcome, Policy, RetryBudget, RetryHint, is_retryable, retry_delay},
};

const METHODS: [Method; 5] = [Method::Get, Method::Put, Method::Delete, Method::Post, Method::Patch];

/// The delay before a retry of a GET, by the largest random number.
fn delay(outcome: Outcome, hint: RetryHint, retries: u32) -> Option<u32> {
    let policy = Policy {
        max_retries: 9,
        ..Policy::default()
    };
    retry_delay(policy, Method::Get, outcome, hint, retries, 1.0)
}

#[test]
fn attempts_are_retried_by_method_and_outcome() {
    for method in METHODS {
        let is_safe = !matches!(method, Method::Post | Method::Patch);
        assert_eq!(is_retryable(method, Outcome::Lost), is_safe, "{method:?}");
        for status in 200..=599 {
            let expected = match status {
                429 => true,
                408 | 500 | 502 | 503 | 504 => is_safe,
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
fn attempts_are_retried_max_retries_times() {
    for max_retries in [0, 1, 2, 7] {
        let policy = Policy {
            max_retries,
            ..Policy::default()
        };
        let retries = (0..20).take_while(|&retried| {
            retry_delay(policy, Method::Get, Outcome::Lost, RetryHint::default(), retried, 0.5).is_some()
        });
        assert_eq!(retries.count(), max_retries as usize);
    }
    assert_eq!(Policy::default().max_retries, 2);
}

#[test]
fn delays_double_up_to_a_limit_and_are_a_random_part_of_that() {
    let ceilings: Vec<_> = (0..7)
        .map(|retries| delay(Outcome::Lost, RetryHint::default(), retries).unwrap())
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
fn the_hint_of_a_response_decides_the_delay() {
    let hint = |retry_after, reset| RetryHint { retry_after, reset };
    let cases = [
        // Retry-after counts for every status, and in full.
        (429, hint(Some(3000.0), Some(9000.0)), Some(3000)),
        (503, hint(Some(2500.5), None), Some(2501)),
        (503, hint(Some(0.0), None), Some(0)),
        // The reset counts for 429 only, and where there is no retry-after.
        (429, hint(None, Some(9000.0)), Some(9000)),
        (503, hint(None, Some(9000.0)), Some(500)),
        // Longer than the limit: no retry.
        (429, hint(Some(60_000.0), None), Some(60_000)),
        (429, hint(Some(60_001.0), None), None),
        (429, hint(None, Some(3_600_000.0)), None),
    ];
    for (status, hint, expected) in cases {
        assert_eq!(delay(Outcome::Status(status), hint, 0), expected, "{status} {hint:?}");
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
            hint(Some(wait), None),
            0,
            1.0,
        )
    };
    assert_eq!([asked(0.0), asked(1.0)], [Some(0), None]);
}

#[test]
fn the_retry_budget_runs_out_and_is_refunded() {
    let mut budget = RetryBudget::default();
    let retries = (0..1000).filter(|_| budget.take()).count();
    assert_eq!(retries, 50);
    for _ in 0..5 {
        assert!(!budget.take());
        budget.refund();
    }
    assert!(budget.take(), "five successes allow one retry");
    assert!(!budget.take());
    for _ in 0..10_000 {
        budget.refund();
    }
    assert_eq!((0..1000).filter(|_| budget.take()).count(), 50, "the budget is capped");
}
