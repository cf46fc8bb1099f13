//! How a cluster's engine is set.

use serde_json::{Map, Value, json};

use super::clusters::{Cluster, find, find_mut};
use super::events::Kind;
use super::{eviction_policy, sql_mode};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::merge;
use crate::response::Response;

/// The settings that may have a fraction, though by default they have none.
const FRACTIONS: [&str; 4] = [
    "bgwriter_lru_multiplier",
    "binlog_retention_period",
    "long_query_time",
    "shared_buffers_percentage",
];

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    cluster.require_created(call.now)?;
    let config = match defaults(&cluster.engine) {
        Value::Array(settings) => settings.into_iter().map(|setting| listed(cluster, setting)).collect(),
        settings => merge(settings, Value::Object(cluster.config.clone())),
    };
    Ok(Response::ok(&json!({ "config": config })))
}

/// Changes what is named and nothing else.
pub(crate) fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_created(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let config = fields.required("config", fields.object("config")?)?;
    let config = match parameters(&cluster.engine) {
        None => config,
        Some(key) => {
            let fields = Fields::inside("config.", config);
            fields.required(key, fields.object(key)?)?
        }
    };
    let path = parameters(&cluster.engine).map_or_else(|| "config.".to_owned(), |key| format!("config.{key}."));
    check(&defaults(&cluster.engine), config, &path)?;
    for (name, value) in config {
        let value = match value {
            Value::Object(_) => merge(read(cluster, name), value.clone()),
            value => value.clone(),
        };
        cluster.config.insert(name.clone(), value);
    }
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::empty(200))
}

/// Where a change holds the settings of an advanced engine; the others' stand by themselves.
fn parameters(engine: &str) -> Option<&'static str> {
    match engine {
        "advanced_pg" => Some("pg_parameters"),
        "advanced_mysql" => Some("mysql_parameters"),
        _ => None,
    }
}

/// One setting of an engine that has its settings in an object; `null` when there is none.
pub(crate) fn read(cluster: &Cluster, name: &str) -> Value {
    let set = cluster.config.get(name).cloned();
    set.or_else(|| defaults(&cluster.engine).get(name).cloned())
        .unwrap_or_default()
}

/// A setting of an advanced engine with its value.
fn listed(cluster: &Cluster, setting: Value) -> Value {
    let name = setting.get("name").and_then(Value::as_str).unwrap_or_default();
    match cluster.config.get(name) {
        Some(value) => merge(setting, json!({ "value": value })),
        None => setting,
    }
}

fn check(defaults: &Value, config: &Map<String, Value>, path: &str) -> Result<(), Error> {
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

/// A value must be of the kind the default is of.
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
        if !eviction_policy::allows(name, value) || !sql_mode::allows(name, value) {
            return Err(fields.wrong(name, "is unknown"));
        }
    }
    Ok(())
}

fn unknown(fields: Fields, name: &str) -> Error {
    fields.wrong(name, "is not a setting of this engine")
}

/// An object, or for the advanced engines a list of settings.
fn defaults(engine: &str) -> Value {
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
