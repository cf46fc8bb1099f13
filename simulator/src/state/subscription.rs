//! An account's subscription, which pays for all its registries.

use serde_json::{Value, json};

use crate::time::{Time, rfc3339};

/// Begins with the first registry and ends with the last.
pub(crate) struct Subscription {
    pub(crate) tier: &'static Value,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

impl Subscription {
    pub(crate) fn describe(&self) -> Value {
        json!({
            "tier": self.tier,
            "created_at": rfc3339(self.created_at),
            "updated_at": rfc3339(self.updated_at),
        })
    }
}
