//! What a cluster that caches gives up when its memory is full: one setting of its engine.

use serde_json::{Value, json};

use super::clusters::{Cluster, find, find_mut};
use super::config;
use super::events::Kind;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;

const POLICIES: [&str; 6] = [
    "noeviction",
    "allkeys_lru",
    "allkeys_random",
    "volatile_lru",
    "volatile_random",
    "volatile_ttl",
];

const REDIS: &str = "redis_maxmemory_policy";
const VALKEY: &str = "valkey_maxmemory_policy";

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let policy = config::read(cluster, setting(cluster)?);
    let policy = policy.as_str().unwrap_or_default().replace('-', "_");
    Ok(Response::ok(&json!({ "eviction_policy": policy })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let setting = setting(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let policy = fields.required("eviction_policy", fields.one_of("eviction_policy", &POLICIES)?)?;
    cluster.config.insert(setting.to_owned(), spell(setting, policy).into());
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

fn setting(cluster: &Cluster) -> Result<&'static str, Error> {
    match cluster.engine.as_str() {
        "redis" => Ok(REDIS),
        "valkey" => Ok(VALKEY),
        _ => Err(Error::not_found("eviction policy")),
    }
}

/// Redis has its own spelling among its settings, and only there.
fn spell(setting: &str, policy: &str) -> String {
    if setting == REDIS {
        policy.replace('_', "-")
    } else {
        policy.to_owned()
    }
}

/// Whether a setting, when it is this one, may have that value.
pub(super) fn allows(setting: &str, value: &Value) -> bool {
    let mut policies = POLICIES.iter().map(|policy| spell(setting, policy));
    ![REDIS, VALKEY].contains(&setting) || policies.any(|policy| *value == policy)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{REDIS, VALKEY, allows};

    #[test]
    fn each_engine_has_its_spelling() {
        for (setting, value, allowed) in [
            (REDIS, "allkeys-lru", true),
            (REDIS, "allkeys_lru", false),
            (VALKEY, "allkeys_lru", true),
            (VALKEY, "allkeys-lru", false),
            ("timezone", "Europe/Berlin", true),
        ] {
            assert_eq!(allows(setting, &json!(value)), allowed, "{setting}: {value}");
        }
    }
}
