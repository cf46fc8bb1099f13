//! Whether an attempt that failed is repeated, and when.

use super::Method;

/// The wait that the first repetition chooses from, in milliseconds; each later one chooses from twice as much.
const FIRST: u32 = 500;
/// The longest wait that is chosen rather than told, in milliseconds.
const LONGEST: u32 = 8_000;
/// What a repetition costs, in what a success earns.
const COST: u32 = 5;
/// How much a client has at first and at most: fifty repetitions.
const CREDIT: u32 = 50 * COST;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// No answer, or not all of it: whether the server did something is not known.
    Lost,
    /// An answer with this status.
    Status(u16),
}

/// What the API said of when to come back, in milliseconds from now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Told {
    /// By `retry-after`.
    pub retry_after: Option<f64>,
    /// By `ratelimit-reset`.
    pub reset: Option<f64>,
}

/// What a call is told of repeating.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// How often an attempt is repeated at most.
    pub max_retries: u32,
    /// The longest wait that the API may ask for, in milliseconds.
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

impl Told {
    /// What counts for a failure: `retry-after`; for too many requests, when it is not there or hidden, the reset.
    pub fn wait(self, outcome: Outcome) -> Option<f64> {
        match outcome {
            Outcome::Status(429) => self.retry_after.or(self.reset),
            Outcome::Status(_) => self.retry_after,
            Outcome::Lost => None,
        }
    }
}

/// In how many milliseconds a failed attempt is repeated; `None` when the failure stands. `repeated` counts the
/// repetitions there were, `random` is from 0 to 1.
pub fn delay(policy: Policy, method: Method, outcome: Outcome, told: Told, repeated: u32, random: f64) -> Option<u32> {
    if repeated >= policy.max_retries || !is_repeatable(method, outcome) {
        return None;
    }
    match told.wait(outcome) {
        Some(wait) if wait > policy.max_retry_after => None,
        Some(wait) => Some(milliseconds(wait)),
        None => {
            let ceiling = FIRST.saturating_mul(1 << repeated.min(4)).min(LONGEST);
            Some(milliseconds(f64::from(ceiling) * random))
        }
    }
}

/// Whether repeating does no harm and may help. What creates is repeated only when the API surely did nothing.
pub fn is_repeatable(method: Method, outcome: Outcome) -> bool {
    let is_harmless = matches!(method, Method::Get | Method::Put | Method::Delete);
    match outcome {
        Outcome::Lost | Outcome::Status(408 | 500 | 502 | 503 | 504) => is_harmless,
        Outcome::Status(status) => status == 429,
    }
}

fn milliseconds(wait: f64) -> u32 {
    // Out of range becomes the nearest that is in it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let wait = wait.ceil() as u32;
    wait
}

/// How much repeating a client may still do: an API that is down is asked less, not thrice.
#[derive(Clone, Copy, Debug)]
pub struct Credit(u32);

impl Default for Credit {
    fn default() -> Self {
        Self(CREDIT)
    }
}

impl Credit {
    /// Takes what a repetition costs, if there is as much.
    #[must_use]
    pub fn take(&mut self) -> bool {
        let is_enough = self.0 >= COST;
        if is_enough {
            self.0 -= COST;
        }
        is_enough
    }

    /// Gives back for a success.
    pub fn refund(&mut self) {
        self.0 = (self.0 + 1).min(CREDIT);
    }
}
