//! What a client and a call were told.

use super::{Error, Result, base_url, headers};

/// The longest wait that platforms can time, in milliseconds: about 24 days.
const LONGEST: u32 = 2_147_483_647;

/// What a client was told, checked.
#[derive(Clone)]
pub struct Config {
    /// Where requests go, without a trailing slash.
    pub base_url: String,
    /// The token, as it goes into the header.
    pub token: String,
    /// How each request is sent, unless the call says otherwise.
    pub request: RequestConfig,
}

/// How one request is sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestConfig {
    /// Milliseconds each attempt may take, its body included; `None` is for ever.
    pub timeout: Option<u32>,
    /// Headers to add.
    pub headers: Vec<(String, String)>,
}

impl Config {
    /// Milliseconds an attempt may take when nothing was said.
    pub const TIMEOUT: u32 = 30_000;

    /// Checks what a client was told.
    ///
    /// # Errors
    /// A token or URL that must not be used.
    pub fn new(token: &str, base_url: Option<&str>, request: RequestConfig) -> Result<Self> {
        Ok(Self {
            token: headers::token(token)?.to_owned(),
            base_url: base_url::check(base_url.unwrap_or(base_url::DEFAULT))?,
            request,
        })
    }
}

impl RequestConfig {
    /// What holds for a call: the call's own words over the client's.
    #[must_use]
    pub fn over(self, client: &Self) -> Self {
        let mut headers = client.headers.clone();
        headers.retain(|(name, _)| !self.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)));
        headers.extend(self.headers);
        Self {
            timeout: self.timeout,
            headers,
        }
    }
}

/// Checks a time-out in milliseconds; 0 and infinity are none.
///
/// # Errors
/// One that is negative, not a number, or too long to be timed.
pub fn timeout(milliseconds: f64) -> Result<Option<u32>> {
    if milliseconds == 0.0 || milliseconds == f64::INFINITY {
        return Ok(None);
    }
    if (0.0..=f64::from(LONGEST)).contains(&milliseconds) {
        // In range, and a fraction of a millisecond is none.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        return Ok(Some(milliseconds.ceil() as u32));
    }
    Err(Error::invalid(
        "timeout",
        "must be milliseconds from 0 (no time-out) to 2147483647",
    ))
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("base_url", &self.base_url)
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
