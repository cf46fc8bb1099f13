//! Whether a failed attempt is retried, and when.

use super::Method;

/// The ceiling of the first delay, in milliseconds; doubled for each later one.
const BASE_DELAY: u32 = 500;
/// The highest ceiling of a delay that the API did not ask for, in milliseconds.
const MAX_DELAY: u32 = 8_000;
/// Credits a retry takes; a success returns one.
const RETRY_COST: u32 = 5;
/// Credits of a new client, which are also the most that it can have: fifty retries.
const FULL_BUDGET: u32 = 50 * RETRY_COST;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// No response, or not all of it: whether the server acted is unknown.
    Lost,
    /// A response with this status.
    Status(u16),
}

/// When a response asks to be called again, in milliseconds from now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RetryHint {
    /// By `retry-after`.
    pub retry_after: Option<f64>,
    /// By `ratelimit-reset`.
    pub reset: Option<f64>,
}

/// How far a call may retry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// The most retries of a call.
    pub max_retries: u32,
    /// The longest delay that the API may ask for, in milliseconds.
    pub max_retry_after: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            max_retries: 2,
            max_retry_after: 60_000.0,
        }
    }
}

impl RetryHint {
    /// The delay that counts for a failure: `retry-after`; for too many requests, when it is missing or hidden, the reset.
    pub fn delay(self, outcome: Outcome) -> Option<f64> {
        match outcome {
            Outcome::Status(429) => self.retry_after.or(self.reset),
            Outcome::Status(_) => self.retry_after,
            Outcome::Lost => None,
        }
    }
}

/// Milliseconds until a failed attempt is retried; `None` when the failure stands. `retries` counts those there were,
/// `random` is from 0 to 1.
pub fn retry_delay(
    policy: Policy,
    method: Method,
    outcome: Outcome,
    hint: RetryHint,
    retries: u32,
    random: f64,
) -> Option<u32> {
    if retries >= policy.max_retries || !is_retryable(method, outcome) {
        return None;
    }
    match hint.delay(outcome) {
        Some(delay) if delay > policy.max_retry_after => None,
        Some(delay) => Some(milliseconds(delay)),
        None => {
            let ceiling = BASE_DELAY.saturating_mul(1 << retries.min(4)).min(MAX_DELAY);
            Some(milliseconds(f64::from(ceiling) * random))
        }
    }
}

/// Whether a retry does no harm and may help. A create is retried only when the API surely did nothing.
pub fn is_retryable(method: Method, outcome: Outcome) -> bool {
    let is_idempotent = matches!(method, Method::Get | Method::Put | Method::Delete);
    match outcome {
        Outcome::Lost | Outcome::Status(408 | 500 | 502 | 503 | 504) => is_idempotent,
        Outcome::Status(status) => status == 429,
    }
}

fn milliseconds(delay: f64) -> u32 {
    // Out of range becomes the nearest that is in it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let delay = delay.ceil() as u32;
    delay
}

/// The credits that a client has left for retries: an API that is down is asked less, not three times as often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget(u32);

impl Default for RetryBudget {
    fn default() -> Self {
        Self(FULL_BUDGET)
    }
}

impl RetryBudget {
    /// Takes the cost of a retry, if there is as much.
    #[must_use]
    pub fn take(&mut self) -> bool {
        let is_enough = self.0 >= RETRY_COST;
        if is_enough {
            self.0 -= RETRY_COST;
        }
        is_enough
    }

    /// Returns a credit for a success.
    pub fn refund(&mut self) {
        self.0 = (self.0 + 1).min(FULL_BUDGET);
    }
}
