//! Strings that must not be printed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Kind, Shape};

/// A password, key or connection URI. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Shape for Secret {
    const KIND: Kind = Kind::Secret;
}

#[cfg(feature = "js")]
const _: () = {
    /// A password, key or connection URI. Keep it out of logs.
    #[derive(tsify::Tsify)]
    #[tsify(type = "string")]
    #[allow(dead_code)]
    struct Secret(String);
};
