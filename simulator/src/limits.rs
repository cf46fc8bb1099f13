//! Rate limits: two sliding windows for each token.

use std::collections::{BTreeMap, VecDeque};

use crate::errors::Error;
use crate::response::Response;
use crate::time::{HOUR, MINUTE, Millis, SECOND, Time};

const PER_MINUTE: usize = 250;
const PER_HOUR: usize = 5_000;

/// The requests of the last hour, by token.
pub(crate) struct Limits {
    enforced: bool,
    requests: BTreeMap<String, VecDeque<Time>>,
}

/// The values of the three `ratelimit-` headers.
pub(crate) struct RateLimit {
    remaining: usize,
    /// The time at which the oldest request no longer counts.
    reset: Time,
}

impl Limits {
    pub(crate) fn new(enforced: bool) -> Self {
        Self {
            enforced,
            requests: BTreeMap::new(),
        }
    }

    /// Counts a request, or refuses it. A refused request does not count.
    pub(crate) fn admit(&mut self, token: &str, now: Time) -> (RateLimit, Result<(), Error>) {
        if !self.enforced {
            return (RateLimit::untouched(now), Ok(()));
        }
        let requests = self.requests.entry(token.to_owned()).or_default();
        while requests.front().is_some_and(|&time| expiry(time, HOUR) <= now) {
            requests.pop_front();
        }
        let mut of_last_minute = requests.iter().rev().take_while(|&&time| expiry(time, MINUTE) > now);
        let admitted = if requests.len() >= PER_HOUR {
            Err(Error::too_many_requests(None))
        } else if let Some(&oldest) = of_last_minute.nth(PER_MINUTE - 1) {
            let wait = expiry(oldest, MINUTE).saturating_sub(now);
            Err(Error::too_many_requests(Some(wait.div_ceil(SECOND))))
        } else {
            requests.push_back(now);
            Ok(())
        };
        let standing = RateLimit {
            remaining: PER_HOUR.saturating_sub(requests.len()),
            reset: requests.front().map_or(now, |&oldest| expiry(oldest, HOUR)),
        };
        (standing, admitted)
    }
}

impl RateLimit {
    /// For a request that counts for no token.
    pub(crate) fn untouched(now: Time) -> Self {
        Self {
            remaining: PER_HOUR,
            reset: now,
        }
    }

    /// For a request that is refused as the 251st of a minute, 30 seconds after the first.
    pub(crate) fn of_full_minute(now: Time) -> Self {
        Self {
            remaining: PER_HOUR - PER_MINUTE,
            reset: expiry(now, HOUR - 30 * SECOND),
        }
    }

    /// For a request that is refused as the 5,001st of an hour, a minute before the oldest no longer counts.
    pub(crate) fn of_full_hour(now: Time) -> Self {
        Self {
            remaining: 0,
            reset: expiry(now, MINUTE),
        }
    }

    pub(crate) fn describe(&self, response: &mut Response) {
        response.set("ratelimit-limit", &PER_HOUR);
        response.set("ratelimit-remaining", &self.remaining);
        // Rounded up, so that the request has expired at that second.
        response.set("ratelimit-reset", &self.reset.div_ceil(SECOND));
    }
}

fn expiry(request: Time, window: Millis) -> Time {
    request.saturating_add(window)
}
