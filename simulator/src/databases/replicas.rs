//! Read-only replicas, and their promotion to clusters.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::fields::{NAME_RULE, is_cluster_name, storage, uuid};
use super::lookup::{find, find_mut};
use super::{backups, settings};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::json::{merge, with};
use crate::response::Response;
use crate::route::{Route, route};
use crate::secrets::Secrets;
use crate::state::account::Account;
use crate::state::cluster::{CREATING, Cluster, Status};
use crate::state::connections::{self, Server};
use crate::state::engines;
use crate::state::event::EventKind;
use crate::state::extensions::Extension;
use crate::state::new_cluster::NewCluster;
use crate::time::{Time, rfc3339};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/replicas", "database:read", list),
    route("POST", "/v2/databases/{id}/replicas", "database:create", create),
    route("GET", "/v2/databases/{id}/replicas/{name}", "database:read", get),
    route("DELETE", "/v2/databases/{id}/replicas/{name}", "database:delete", delete),
    route("PUT", "/v2/databases/{id}/replicas/{name}/promote", "database:update", promote),
];

/// The fields that a replica does not share with its cluster.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replica {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) region: String,
    pub(crate) size: String,
    #[serde(with = "crate::time::text")]
    pub(crate) created_at: Time,
    pub(crate) private_network_uuid: String,
    pub(crate) tags: Vec<String>,
    pub(crate) storage_size_mib: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) do_settings: Option<Value>,
}

impl Extension for Vec<Replica> {
    const NAME: &'static str = "replicas";

    fn defaults(cluster: &Value, ids: &mut Ids) -> Value {
        json!({
            "id": ids.uuid(),
            "region": cluster.get("region"),
            "size": cluster.get("size"),
            "created_at": cluster.get("created_at"),
            "private_network_uuid": cluster.get("private_network_uuid"),
            "tags": [],
            "storage_size_mib": cluster.get("storage_size_mib"),
        })
    }
}

fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster)?;
    let replicas = cluster.extensions.list::<Replica>().iter();
    let replicas: Vec<_> = replicas
        .map(|replica| replica.describe(cluster, call.now, call.secrets()))
        .collect();
    Ok(Response::ok(&json!({ "replicas": replicas })))
}

fn create(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster)?;
    if !backups::has_first(cluster, call.now) {
        return Err(Error::precondition_failed("the cluster's first backup is not complete"));
    }
    let secrets = call.secrets();
    let id = call.ids.uuid();
    let replica = requested(call, id)?;
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    // Only this answer says so: every later one says `creating`, until the replica is online.
    let described = replica.describe(cluster, call.now, secrets);
    let described = with(described, "status", Some(Status::Forking.name()));
    let answer = json!({ "replica": described });
    cluster.extensions.list_mut::<Replica>().push(replica);
    Ok(Response::created(&answer))
}

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let replica = replica_named(cluster, &call.parameters.get("name"))?;
    let replica = replica.describe(cluster, call.now, call.secrets());
    Ok(Response::ok(&json!({ "replica": replica })))
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    replica_named(cluster, &name)?;
    cluster
        .extensions
        .list_mut::<Replica>()
        .retain(|replica| replica.name != name);
    Ok(Response::no_content())
}

fn promote(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let replica = replica_named(cluster, &name)?;
    if !replica.is_online(call.now) {
        return Err(Error::precondition_failed("replica is not ready: it is being created"));
    }
    let mut promoted = replica.promoted(cluster);
    promoted.record(EventKind::Created, call.ids, call.now);
    cluster
        .extensions
        .list_mut::<Replica>()
        .retain(|replica| replica.name != name);
    call.account.clusters.push(promoted);
    Ok(Response::no_content())
}

/// Whether a cluster or replica of the account has that name, which is part of its host name.
pub(super) fn is_taken(account: &Account, name: &str) -> bool {
    account.clusters.iter().any(|cluster| {
        let mut replicas = cluster.extensions.list::<Replica>().iter();
        cluster.name == name || replicas.any(|replica| replica.name == name)
    })
}

fn require_supported(cluster: &Cluster) -> Result<(), Error> {
    cluster.require_engine(&["pg", "mysql"], "replicas")
}

fn replica_named<'a>(cluster: &'a Cluster, name: &str) -> Result<&'a Replica, Error> {
    require_supported(cluster)?;
    let mut replicas = cluster.extensions.list::<Replica>().iter();
    let found = replicas.find(|replica| replica.name == name);
    found.ok_or_else(|| Error::not_found("replica"))
}

/// The replica that a create call asks for.
fn requested(call: &Call, id: String) -> Result<Replica, Error> {
    let cluster = find(call)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    if !is_cluster_name(name) {
        return Err(fields.wrong("name", NAME_RULE));
    }
    if is_taken(call.account, name) {
        return Err(Error::unprocessable("replica name is not available"));
    }
    let offer = engines::offer(&cluster.engine).unwrap_or(&Value::Null);
    let region = fields.string("region")?.unwrap_or(&cluster.region);
    if !engines::lists(offer, "regions", region) {
        return Err(fields.wrong("region", "is not available for this engine"));
    }
    let size = fields.string("size")?.unwrap_or(&cluster.size);
    if !engines::sizes(offer, 1).is_some_and(|mut sizes| sizes.any(|known| known == size)) {
        return Err(fields.wrong("size", "is not available for this engine"));
    }
    if engines::included_storage(size) < engines::included_storage(&cluster.size) {
        return Err(fields.wrong("size", "must be at least the cluster's"));
    }
    let storage = storage(fields, size)?;
    let private_network_uuid = uuid(fields, "private_network_uuid")?;
    Ok(Replica {
        id,
        name: name.to_owned(),
        region: region.to_owned(),
        size: size.to_owned(),
        created_at: call.now,
        private_network_uuid: private_network_uuid.unwrap_or_else(|| cluster.private_network_uuid.clone()),
        tags: fields.strings_or_null("tags")?.unwrap_or_default(),
        storage_size_mib: storage.unwrap_or(cluster.storage_size_mib.max(engines::included_storage(size))),
        do_settings: settings::read(fields)?,
    })
}

impl Replica {
    fn is_online(&self, now: Time) -> bool {
        now >= self.created_at.saturating_add(CREATING)
    }

    /// The cluster it becomes: with the primary's users, databases and configuration, and nothing
    /// else of the primary.
    fn promoted(&self, primary: &Cluster) -> Cluster {
        let mut cluster = Cluster::new(NewCluster {
            id: self.id.clone(),
            name: self.name.clone(),
            engine: primary.engine.clone(),
            version: primary.version.clone(),
            num_nodes: 1,
            size: self.size.clone(),
            region: self.region.clone(),
            created_at: self.created_at,
            private_network_uuid: self.private_network_uuid.clone(),
            project_id: primary.project_id.clone(),
            maintenance: primary.maintenance.clone(),
            password: primary.password.clone(),
        });
        cluster.tags = Some(self.tags.clone());
        cluster.storage_size_mib = self.storage_size_mib;
        cluster.do_settings.clone_from(&self.do_settings);
        cluster.users.clone_from(&primary.users);
        cluster.databases.clone_from(&primary.databases);
        cluster.config.clone_from(&primary.config);
        cluster
    }

    fn describe(&self, primary: &Cluster, now: Time, secrets: Secrets) -> Value {
        let status = if self.is_online(now) {
            Status::Online
        } else {
            Status::Creating
        };
        let server = Server {
            engine: &primary.engine,
            name: &self.name,
            password: &primary.password,
            has_standby: false,
        };
        let replica = json!({
            "id": self.id,
            "name": self.name,
            "region": self.region,
            "size": self.size,
            "status": status.name(),
            "tags": self.tags,
            "created_at": rfc3339(self.created_at),
            "private_network_uuid": self.private_network_uuid,
            "storage_size_mib": self.storage_size_mib,
        });
        let replica = merge(replica, connections::describe(&server, secrets));
        with(replica, "do_settings", self.do_settings.clone())
    }
}
