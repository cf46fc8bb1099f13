//! Indexes of OpenSearch. Writing to the engine makes them; the API can only delete them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::lookup::{find, find_mut};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::with;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::state::extensions::Extension;
use crate::time::{Time, rfc3339};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/indexes", "database:read", list),
    route("DELETE", "/v2/databases/{id}/indexes/{name}", "database:delete", delete),
];

/// Indexes of a new cluster: names, shards, copies asked for, bytes, documents.
const INITIAL: [(&str, i64, i64, u64, u64); 3] = [
    (".kibana_1", 1, 0, 5_215, 1),
    (".plugins-ml-config", 1, 0, 3_938, 1),
    ("sample-data", 2, 1, 208_404, 1_200),
];

/// The index that follows an index of another cluster.
const FOLLOWER: &str = "sample-data";

/// The indexes that were deleted.
#[derive(Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Indexes {
    deleted: Vec<String>,
}

impl Extension for Indexes {
    const NAME: &'static str = "indexes";
}

fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster, call.now)?;
    Ok(Response::ok(&json!({ "indexes": describe(cluster) })))
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    require_supported(cluster, call.now)?;
    if !describe(cluster).iter().any(|index| index["index_name"] == name) {
        return Err(Error::not_found("index"));
    }
    cluster.extensions.get_mut::<Indexes>().deleted.push(name);
    Ok(Response::no_content())
}

fn require_supported(cluster: &Cluster, now: Time) -> Result<(), Error> {
    cluster.require_engine(&["opensearch"], "indexes")?;
    cluster.require_created(now)
}

fn describe(cluster: &Cluster) -> Vec<Value> {
    let indexes = cluster.extensions.get::<Indexes>();
    let deleted = indexes.map(|indexes| indexes.deleted.as_slice()).unwrap_or_default();
    let left = INITIAL
        .iter()
        .filter(|(name, ..)| !deleted.iter().any(|gone| gone == name));
    left.map(|(name, shards, replicas, size, docs)| {
        // A copy needs a node of its own.
        let health = if *replicas < cluster.num_nodes {
            "green"
        } else {
            "yellow"
        };
        // Keys as godo and doctl read them; the description has `created_time` and neither of the others.
        let index = json!({
            "index_name": name,
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "size": size,
            "docs": docs,
            "create_time": rfc3339(cluster.online_from()),
            "status": "open",
            "health": health,
        });
        let leader = json!({ "leader_index": name, "leader_project": "example", "leader_service": "samples" });
        with(index, "replication", (*name == FOLLOWER).then_some(leader))
    })
    .collect()
}
