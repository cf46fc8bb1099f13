//! Whether an answer carries its credentials.

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Secrets {
    Shown,
    Blank,
}

impl Secrets {
    /// The secret, or an empty string in its place.
    pub(crate) fn show(self, secret: &str) -> &str {
        if self == Self::Shown { secret } else { "" }
    }
}
