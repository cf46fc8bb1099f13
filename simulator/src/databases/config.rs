//! How a cluster's engine is set.

use serde_json::{Value, json};

use super::clusters::{Status, find};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    if cluster.status(call.now) != Status::Online {
        return Err(Error::precondition_failed("cluster is not ready: it is being created"));
    }
    Ok(Response::ok(&json!({ "config": defaults(&cluster.engine) })))
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
