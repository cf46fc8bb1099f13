//! How many requests a token may make: two sliding windows.

use std::collections::{HashMap, VecDeque};

use crate::errors::Error;
use crate::response::Response;
use crate::time::{HOUR, MINUTE, Millis, SECOND, Time};

const PER_MINUTE: usize = 250;
const PER_HOUR: usize = 5_000;

/// The requests of the last hour, by token.
pub(crate) struct Limits {
    enforced: bool,
    requests: HashMap<String, VecDeque<Time>>,
}

/// What the three `ratelimit-` headers say.
pub(crate) struct Standing {
    remaining: usize,
    /// When the oldest request no longer counts.
    reset: Time,
}

impl Limits {
    pub(crate) fn new(enforced: bool) -> Self {
        Self {
            enforced,
            requests: HashMap::new(),
        }
    }

    /// Counts a request, or refuses it. A refused one does not count.
    pub(crate) fn admit(&mut self, token: &str, now: Time) -> (Standing, Result<(), Error>) {
        if !self.enforced {
            return (Standing::untouched(now), Ok(()));
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
        let standing = Standing {
            remaining: PER_HOUR.saturating_sub(requests.len()),
            reset: requests.front().map_or(now, |&oldest| expiry(oldest, HOUR)),
        };
        (standing, admitted)
    }
}

impl Standing {
    /// That of a request which counts for no token.
    pub(crate) fn untouched(now: Time) -> Self {
        Self {
            remaining: PER_HOUR,
            reset: now,
        }
    }

    pub(crate) fn describe(&self, response: &mut Response) {
        response.set("ratelimit-limit", &PER_HOUR);
        response.set("ratelimit-remaining", &self.remaining);
        // Rounded up: at the second it names, the request has really expired.
        response.set("ratelimit-reset", &self.reset.div_ceil(SECOND));
    }
}

fn expiry(request: Time, window: Millis) -> Time {
    request.saturating_add(window)
}
