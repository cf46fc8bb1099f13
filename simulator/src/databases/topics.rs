//! Topics of Kafka.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value, json};

use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::json::{merge, with};
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::state::extensions::Extension;
use crate::time::{Millis, SECOND, Time};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/topics", "database:read", list),
    route("POST", "/v2/databases/{id}/topics", "database:create", create),
    route("GET", "/v2/databases/{id}/topics/{name}", "database:read", get),
    route("PUT", "/v2/databases/{id}/topics/{name}", "database:update", update),
    route("DELETE", "/v2/databases/{id}/topics/{name}", "database:delete", delete),
];

/// Time for which a new topic is listed, but not found under its name.
const CREATING: Millis = 5 * SECOND;
const PARTITIONS: (i64, i64) = (3, 2_048);
const MIN_REPLICATION: i64 = 2;

/// Every setting of a topic, with its default, which also gives its type.
static SETTINGS: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../data/topic_config.json")).unwrap_or_default());

const FORMAT_VERSIONS: &str = "0.8.0 0.8.1 0.8.2 0.9.0 0.10.0-IV0 0.10.0-IV1 0.10.1-IV0 0.10.1-IV1 0.10.1-IV2 \
    0.10.2-IV0 0.11.0-IV0 0.11.0-IV1 0.11.0-IV2 1.0-IV0 1.1-IV0 2.0-IV0 2.0-IV1 2.1-IV0 2.1-IV1 2.1-IV2 2.2-IV0 \
    2.2-IV1 2.3-IV0 2.3-IV1 2.4-IV0 2.4-IV1 2.5-IV0 2.6-IV0 2.7-IV0 2.7-IV1 2.7-IV2 2.8-IV0 2.8-IV1 3.0-IV0 \
    3.0-IV1 3.1-IV0 3.2-IV0 3.3-IV0 3.3-IV1 3.3-IV2 3.3-IV3";

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    pub(crate) name: String,
    #[serde(deserialize_with = "partitions")]
    pub(crate) partition_count: i64,
    pub(crate) replication_factor: i64,
    /// Settings that were set.
    pub(crate) config: Map<String, Value>,
    #[serde(with = "crate::time::text")]
    pub(crate) active_from: Time,
    /// The group that reads from it, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) consumer_group: Option<String>,
}

impl Extension for Vec<Topic> {
    const NAME: &'static str = "topics";

    fn defaults(cluster: &Value, _: &mut Ids) -> Value {
        json!({
            "partition_count": PARTITIONS.0,
            "replication_factor": MIN_REPLICATION,
            "config": {},
            "active_from": cluster.get("created_at"),
        })
    }
}

fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster, call.now)?;
    let topics = cluster.extensions.list::<Topic>().iter();
    let topics: Vec<_> = topics
        .map(|topic| with(topic.describe(call.now), "partition_count", Some(topic.partition_count)))
        .collect();
    Ok(Response::ok(&json!({ "topics": topics })))
}

fn create(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    require_supported(cluster, call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    if !is_topic_name(name) {
        let rule = "must be 1 to 249 letters, digits, dots, underscores and hyphens";
        return Err(fields.wrong("name", rule));
    }
    if cluster
        .extensions
        .list::<Topic>()
        .iter()
        .any(|topic| topic.name == name)
    {
        return Err(Error::unprocessable("topic name is not available"));
    }
    let mut topic = Topic::new(name, call.now.saturating_add(CREATING));
    topic.set(fields, cluster.num_nodes)?;
    let answer = json!({ "topic": topic.describe_fully(call.now) });
    cluster.extensions.list_mut::<Topic>().push(topic);
    Ok(Response::created(&answer))
}

fn get(call: &mut Call) -> Answer {
    let topic = topic_named(find(call)?, &call.parameters.get("name"), call.now)?;
    Ok(Response::ok(&json!({ "topic": topic.describe_fully(call.now) })))
}

fn update(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let mut changed = topic_named(cluster, &name, call.now)?.clone();
    let body = body::parse(&call.request.body)?;
    changed.set(Fields::of(&body), cluster.num_nodes)?;
    let answer = json!({ "topic": changed.describe_fully(call.now) });
    if let Some(topic) = cluster
        .extensions
        .list_mut::<Topic>()
        .iter_mut()
        .find(|topic| topic.name == name)
    {
        *topic = changed;
    }
    Ok(Response::ok(&answer))
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    topic_named(cluster, &name, call.now)?;
    cluster
        .extensions
        .list_mut::<Topic>()
        .retain(|topic| topic.name != name);
    Ok(Response::no_content())
}

/// Reads the number of partitions in a state.
fn partitions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let (least, most) = PARTITIONS;
    let count = i64::deserialize(deserializer)?;
    if (least..=most).contains(&count) {
        Ok(count)
    } else {
        Err(de::Error::custom(format!("must be from {least} to {most}")))
    }
}

fn require_supported(cluster: &Cluster, now: Time) -> Result<(), Error> {
    cluster.require_engine(&["kafka"], "topics")?;
    cluster.require_created(now)
}

fn topic_named<'a>(cluster: &'a Cluster, name: &str, now: Time) -> Result<&'a Topic, Error> {
    require_supported(cluster, now)?;
    let mut topics = cluster.extensions.list::<Topic>().iter();
    topics
        .find(|topic| topic.name == name && topic.active_from <= now)
        .ok_or_else(|| Error::not_found("topic"))
}

fn is_topic_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=249).contains(&name.len()) && name.bytes().all(allowed) && !matches!(name, "." | "..")
}

/// The settings in a body's `config`.
fn config(fields: Fields) -> Result<Map<String, Value>, Error> {
    let empty = Map::new();
    let values = fields.object("config")?.unwrap_or(&empty);
    let config = Fields::inside("config.", values);
    let mut settings = Map::new();
    for (key, default) in SETTINGS.iter() {
        if let Some(value) = values.get(key) {
            check(key, value, default).map_err(|what| config.wrong(key, &what))?;
            settings.insert(key.clone(), value.clone());
        }
    }
    Ok(settings)
}

fn check(key: &str, value: &Value, default: &Value) -> Result<(), String> {
    let (fits, expected) = match default {
        Value::String(_) => (value.is_string(), "a string"),
        Value::Bool(_) => (value.is_boolean(), "a boolean"),
        default if default.is_f64() => (value.is_number(), "a number"),
        // An integer of 64 bits, signed or unsigned.
        _ => (value.is_i64() || value.is_u64(), "an integer"),
    };
    if !fits {
        return Err(format!("must be {expected}"));
    }
    if value.as_str().is_some_and(|word| !is_choice(key, word)) {
        return Err("is unknown".to_owned());
    }
    let least = match key {
        "min_insync_replicas" | "segment_ms" => 1,
        "segment_bytes" => 14,
        _ => i64::MIN,
    };
    if value.as_i64().is_some_and(|value| value < least) {
        return Err(format!("must be at least {least}"));
    }
    if default.is_f64() && !value.as_f64().is_some_and(|ratio| (0.0..=1.0).contains(&ratio)) {
        return Err("must be from 0 to 1".to_owned());
    }
    Ok(())
}

fn is_choice(key: &str, word: &str) -> bool {
    let choices = match key {
        "cleanup_policy" => "delete compact compact_delete",
        // The fourth has a capital I in the description.
        "compression_type" => "producer gzip snappy lz4 Iz4 zstd uncompressed",
        "message_timestamp_type" => "create_time log_append_time",
        _ => FORMAT_VERSIONS,
    };
    choices.split_whitespace().any(|choice| choice == word)
}

impl Topic {
    /// A topic without settings.
    pub(crate) fn new(name: &str, active_from: Time) -> Self {
        Self {
            name: name.to_owned(),
            partition_count: PARTITIONS.0,
            replication_factor: MIN_REPLICATION,
            config: Map::new(),
            active_from,
            consumer_group: None,
        }
    }

    /// Applies a body, all of it or nothing.
    fn set(&mut self, fields: Fields, num_nodes: i64) -> Result<(), Error> {
        let config = config(fields)?;
        fields.integer_within("partition_count", PARTITIONS.0, PARTITIONS.1)?;
        fields.integer_within("replication_factor", MIN_REPLICATION, num_nodes)?;
        if let Some(count) = fields.integer("partition_count")? {
            if count < self.partition_count {
                return Err(fields.wrong("partition_count", "can only grow"));
            }
            self.partition_count = count;
        }
        self.replication_factor = fields.integer("replication_factor")?.unwrap_or(self.replication_factor);
        self.config.extend(config);
        Ok(())
    }

    /// The fields that a list and a single topic share.
    fn describe(&self, now: Time) -> Value {
        let state = if now < self.active_from {
            "configuring"
        } else {
            "active"
        };
        json!({
            "name": self.name,
            "state": state,
            "replication_factor": self.replication_factor,
        })
    }

    fn describe_fully(&self, now: Time) -> Value {
        let partitions: Vec<_> = (0..self.partition_count).map(|id| self.partition(id)).collect();
        let mut config = SETTINGS.clone();
        config.extend(self.config.clone());
        merge(
            self.describe(now),
            json!({ "partitions": partitions, "config": config }),
        )
    }

    fn partition(&self, id: i64) -> Value {
        // The key is `name` in practice, `group_name` in the description.
        let groups = self
            .consumer_group
            .as_ref()
            .map(|name| json!([{ "name": name, "offset": id + 1 }]));
        json!({
            "id": id,
            "size": if groups.is_some() { 4_096 } else { 0 },
            "in_sync_replicas": self.replication_factor,
            "earliest_offset": 0,
            "consumer_groups": groups,
        })
    }
}
