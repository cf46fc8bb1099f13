//! The settings of each engine: their defaults, and the values they may have.

use serde_json::{Map, Value, json};

use crate::body::Fields;
use crate::errors::Error;
use crate::state::cluster::Cluster;

pub(super) const REDIS_POLICY: &str = "redis_maxmemory_policy";
pub(super) const VALKEY_POLICY: &str = "valkey_maxmemory_policy";
pub(super) const SQL_MODE: &str = "sql_mode";

pub(super) const EVICTION_POLICIES: [&str; 6] = [
    "noeviction",
    "allkeys_lru",
    "allkeys_random",
    "volatile_lru",
    "volatile_random",
    "volatile_ttl",
];

/// Settings that may have a fraction, though their defaults have none.
const FRACTIONS: [&str; 4] = [
    "bgwriter_lru_multiplier",
    "binlog_retention_period",
    "long_query_time",
    "shared_buffers_percentage",
];

/// The value of a setting in a cluster whose engine has its settings in an object; `null` when there is none.
pub(super) fn value(cluster: &Cluster, name: &str) -> Value {
    let set = cluster.config.get(name).cloned();
    set.or_else(|| defaults(&cluster.engine).get(name).cloned())
        .unwrap_or_default()
}

/// Refuses settings that are unknown, or of another type than their default.
pub(crate) fn check(defaults: &Value, config: &Map<String, Value>, path: &str) -> Result<(), Error> {
    let Value::Array(settings) = defaults else {
        return check_object(defaults, config, path);
    };
    let fields = Fields::inside(path, config);
    for name in config.keys() {
        let setting = settings
            .iter()
            .find(|setting| setting.get("name") == Some(&json!(name)));
        let setting = setting.ok_or_else(|| unknown(fields, name))?;
        let value = fields.string(name)?.unwrap_or_default();
        let (fits, expected) = match setting.get("data_type").and_then(Value::as_str) {
            Some("integer") => (value.parse::<i128>().is_ok(), "must spell an integer"),
            Some("number") => (value.parse::<f64>().is_ok(), "must spell a number"),
            Some("boolean") => {
                let words = ["on", "off", "true", "false"];
                let word = value.to_ascii_lowercase();
                (words.contains(&word.as_str()), "must be on or off")
            }
            _ => (true, ""),
        };
        if !fits {
            return Err(fields.wrong(name, expected));
        }
    }
    Ok(())
}

fn check_object(defaults: &Value, config: &Map<String, Value>, path: &str) -> Result<(), Error> {
    let fields = Fields::inside(path, config);
    for (name, value) in config {
        let default = defaults.get(name).ok_or_else(|| unknown(fields, name))?;
        let (fits, expected) = match default {
            Value::Bool(_) => (value.is_boolean(), "must be a boolean"),
            Value::Number(number) if number.is_f64() || FRACTIONS.contains(&name.as_str()) => {
                (value.is_number(), "must be a number")
            }
            Value::Number(_) => (value.is_i64() || value.is_u64(), "must be an integer"),
            Value::String(_) => (value.is_string(), "must be a string"),
            Value::Null => (value.is_string() || value.is_null(), "must be a string or null"),
            Value::Array(_) => (fields.strings(name).is_ok(), "must be an array of strings"),
            Value::Object(_) => {
                let config = fields.object(name)?.unwrap_or(config);
                check_object(default, config, &format!("{path}{name}."))?;
                continue;
            }
        };
        if !fits {
            return Err(fields.wrong(name, expected));
        }
        if !is_eviction_policy(name, value) || !is_sql_mode(name, value) {
            return Err(fields.wrong(name, "is unknown"));
        }
    }
    Ok(())
}

fn unknown(fields: Fields, name: &str) -> Error {
    fields.wrong(name, "is not a setting of this engine")
}

/// The defaults of an engine: an object, or a list of settings for the advanced engines.
pub(crate) fn defaults(engine: &str) -> Value {
    let text = match engine {
        "advanced_mysql" => include_str!("../../data/config/advanced_mysql.json"),
        "advanced_pg" => include_str!("../../data/config/advanced_pg.json"),
        "kafka" => include_str!("../../data/config/kafka.json"),
        "mongodb" => include_str!("../../data/config/mongodb.json"),
        "mysql" => include_str!("../../data/config/mysql.json"),
        "opensearch" => include_str!("../../data/config/opensearch.json"),
        "pg" => include_str!("../../data/config/pg.json"),
        "redis" => include_str!("../../data/config/redis.json"),
        "valkey" => include_str!("../../data/config/valkey.json"),
        _ => "{}",
    };
    serde_json::from_str(text).unwrap_or_default()
}

/// Whether that setting may have that value. Only eviction policies are restricted here.
fn is_eviction_policy(setting: &str, value: &Value) -> bool {
    let mut policies = EVICTION_POLICIES.iter().map(|policy| spell_policy(setting, policy));
    ![REDIS_POLICY, VALKEY_POLICY].contains(&setting) || policies.any(|policy| *value == policy)
}

/// An eviction policy as that setting spells it. Redis has a hyphen, among its settings only.
pub(super) fn spell_policy(setting: &str, policy: &str) -> String {
    if setting == REDIS_POLICY {
        policy.replace('_', "-")
    } else {
        policy.to_owned()
    }
}

/// Whether that setting may have that value. Only SQL modes are restricted here; none at all is one.
pub(super) fn is_sql_mode(setting: &str, value: &Value) -> bool {
    let modes = value.as_str().unwrap_or_default();
    let is_mode = |mode: &str| !mode.is_empty() && mode.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    setting != SQL_MODE || modes.is_empty() || (modes.len() <= 1024 && modes.split(',').all(is_mode))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{REDIS_POLICY, VALKEY_POLICY, is_eviction_policy};

    #[test]
    fn each_engine_has_its_spelling() {
        for (setting, value, allowed) in [
            (REDIS_POLICY, "allkeys-lru", true),
            (REDIS_POLICY, "allkeys_lru", false),
            (VALKEY_POLICY, "allkeys_lru", true),
            (VALKEY_POLICY, "allkeys-lru", false),
            ("timezone", "Europe/Berlin", true),
        ] {
            assert_eq!(
                is_eviction_policy(setting, &json!(value)),
                allowed,
                "{setting}: {value}"
            );
        }
    }
}
