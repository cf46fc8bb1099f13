//! An account's subscription, which pays for all its registries.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::time::{Time, rfc3339};

/// Begins with the first registry and ends with the last.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subscription {
    #[serde(with = "slug")]
    pub(crate) tier: &'static Value,
    #[serde(with = "crate::time::text")]
    pub(crate) created_at: Time,
    #[serde(with = "crate::time::text")]
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

/// A tier is written as its slug.
mod slug {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
    use serde_json::Value;

    use crate::state::tier;

    pub(super) fn serialize<S: Serializer>(tier: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        tier.get("slug").serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Value, D::Error> {
        let slug = String::deserialize(deserializer)?;
        tier::tier(&slug).ok_or_else(|| de::Error::custom(format!("unknown tier: {slug:?}")))
    }
}
