//! The client and its options.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{Result, check, timer::milliseconds};
use crate::http::retry::{Policy, RetryBudget};

/// A client of the API for one token.
///
/// Cheap to clone: clones share the token and the budget of retries. A clone can have options of its own, for a single
/// call too:
///
/// ```no_run
/// # use std::time::Duration;
/// # use digitalocean_wasm::{client::{Client, Result}, http::ABSENT, requests::databases::clusters};
/// # async fn example() -> Result<()> {
/// let client = Client::new("dop_v1_…")?.with_timeout(Some(Duration::from_secs(10)));
/// let patient = client.clone().with_max_retries(10).with_deadline(Some(Duration::from_secs(120)));
/// let clusters = patient.send(&clusters::list(&ABSENT)).await?;
/// # Ok(())
/// # }
/// ```
///
/// It is `Send` and `Sync`, so that it can be put into a context or a signal; the futures of its calls are neither, as
/// those of a browser are.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    pub(super) base_url: Arc<str>,
    pub(super) policy: Policy,
    pub(super) timeout: Option<Duration>,
    pub(super) deadline: Option<Duration>,
}

struct Shared {
    token: String,
    budget: Mutex<RetryBudget>,
}

impl Client {
    /// A client with the default options.
    ///
    /// White space around the token is dropped. Whoever opens a page can read a token in it, so do not compile one into
    /// a page: ask its user for theirs, or have a server of yours send the requests.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidRequest`](crate::http::ErrorKind) if the token is empty or holds a character that no token
    /// has.
    pub fn new(token: &str) -> Result<Self> {
        Ok(Self {
            shared: Arc::new(Shared {
                token: check::token(token)?.to_owned(),
                budget: Mutex::default(),
            }),
            base_url: Arc::from("https://api.digitalocean.com"),
            policy: Policy::default(),
            timeout: Some(Duration::from_secs(30)),
            deadline: None,
        })
    }

    /// Sets where the API is: `https://api.digitalocean.com` by default. Plain http is for this machine only.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidRequest`](crate::http::ErrorKind) if the URL is not a whole one, has a user, password, query
    /// or fragment, or would send the token in the clear.
    pub fn with_base_url(mut self, url: &str) -> Result<Self> {
        self.base_url = Arc::from(check::base_url(url)?);
        Ok(self)
    }

    /// Sets how long an attempt may take, reading its response included: 30 seconds by default; `None` for no limit.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how long all attempts of a call may take together, the time between them included; `None`, the default, for
    /// no limit. For a list that is read page by page it is the time of each page.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Option<Duration>) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets how often a failed request is retried at most, where that does no harm: 2 by default, 0 for never.
    #[must_use]
    pub fn with_max_retries(mut self, retries: u32) -> Self {
        self.policy.max_retries = retries;
        self
    }

    /// Sets the longest delay that the API may ask for before a retry: 60 seconds by default. If it asks for more, the
    /// call fails, and [`retry_after`](super::ErrorFields::retry_after) says how long to wait.
    #[must_use]
    pub fn with_max_retry_after(mut self, delay: Duration) -> Self {
        // Exact up to 285,000 years.
        #[allow(clippy::cast_precision_loss)]
        let delay = milliseconds(delay) as f64;
        self.policy.max_retry_after = delay;
        self
    }

    pub(super) fn token(&self) -> &str {
        &self.shared.token
    }

    /// The budget of retries, which all clones share.
    pub(super) fn budget(&self) -> MutexGuard<'_, RetryBudget> {
        self.shared.budget.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The token is left out.
        f.debug_struct("Client")
            .field("base_url", &self.base_url)
            .field("policy", &self.policy)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
