//! Read-only replicas, and how one becomes a cluster of its own.

use serde_json::{Map, Value, json};

use super::clusters::{Cluster, Status, find, find_mut};
use super::events::Kind;
use super::{backups, connections, create, do_settings, options};
use crate::account::Account;
use crate::body::{self, Fields};
use crate::call::{Answer, Call, Secrets};
use crate::errors::Error;
use crate::json::merge;
use crate::response::Response;
use crate::time::{Time, rfc3339};

/// What a replica has for itself. The rest it shares with its cluster.
#[derive(Clone)]
pub(crate) struct Replica {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) region: String,
    pub(crate) size: String,
    pub(crate) created_at: Time,
    pub(crate) private_network_uuid: String,
    pub(crate) tags: Vec<String>,
    pub(crate) storage_size_mib: i64,
    pub(crate) do_settings: Option<Value>,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    refuse_others(cluster)?;
    let replicas = cluster.replicas.iter();
    let replicas: Vec<_> = replicas
        .map(|replica| replica.describe(cluster, call.now, call.secrets()))
        .collect();
    Ok(Response::ok(&json!({ "replicas": replicas })))
}

pub(crate) fn create(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    refuse_others(cluster)?;
    if !backups::has_first(cluster, call.now) {
        return Err(Error::precondition_failed("the cluster's first backup is not complete"));
    }
    let secrets = call.secrets();
    let id = call.ids.uuid();
    let replica = asked_for(call, id)?;
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    // Only this answer says so: every later one says `creating`, until the replica is online.
    let status = json!({ "status": Status::Forking.name() });
    let described = merge(replica.describe(cluster, call.now, secrets), status);
    let answer = json!({ "replica": described });
    cluster.replicas.push(replica);
    Ok(Response::created(&answer))
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let replica = named(cluster, &call.parameters.get("name"))?;
    let replica = replica.describe(cluster, call.now, call.secrets());
    Ok(Response::ok(&json!({ "replica": replica })))
}

pub(crate) fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    named(cluster, &name)?;
    cluster.replicas.retain(|replica| replica.name != name);
    Ok(Response::no_content())
}

pub(crate) fn promote(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let mut promoted = named(cluster, &name)?.as_cluster(cluster);
    if promoted.status(call.now) != Status::Online {
        return Err(Error::precondition_failed("replica is not ready: it is being created"));
    }
    promoted.record(Kind::Created, call.ids, call.now);
    cluster.replicas.retain(|replica| replica.name != name);
    call.account.clusters.push(promoted);
    Ok(Response::no_content())
}

/// Whether a cluster or replica of the account has that name, from which its host's is made.
pub(super) fn is_taken(account: &Account, name: &str) -> bool {
    account.clusters.iter().any(|cluster| {
        let mut replicas = cluster.replicas.iter();
        cluster.name == name || replicas.any(|replica| replica.name == name)
    })
}

fn refuse_others(cluster: &Cluster) -> Result<(), Error> {
    cluster.require_engine(&["pg", "mysql"], "replicas")
}

fn named<'a>(cluster: &'a Cluster, name: &str) -> Result<&'a Replica, Error> {
    refuse_others(cluster)?;
    let mut replicas = cluster.replicas.iter();
    let found = replicas.find(|replica| replica.name == name);
    found.ok_or_else(|| Error::not_found("replica"))
}

/// The replica a create call asks for.
fn asked_for(call: &Call, id: String) -> Result<Replica, Error> {
    let cluster = find(call)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    if !create::is_cluster_name(name) {
        return Err(fields.wrong("name", "must be 3 to 63 lowercase letters, digits and hyphens"));
    }
    if is_taken(call.account, name) {
        return Err(Error::unprocessable("replica name is not available"));
    }
    let offer = options::of(&cluster.engine).unwrap_or(&Value::Null);
    let region = fields.string("region")?.unwrap_or(&cluster.region);
    if !options::lists(offer, "regions", region) {
        return Err(fields.wrong("region", "is not available for this engine"));
    }
    let size = fields.string("size")?.unwrap_or(&cluster.size);
    if !options::sizes(offer, 1).is_some_and(|mut sizes| sizes.any(|known| known == size)) {
        return Err(fields.wrong("size", "is not available for this engine"));
    }
    if create::included_storage(size) < create::included_storage(&cluster.size) {
        return Err(fields.wrong("size", "must be at least the cluster's"));
    }
    let storage = create::storage(fields, size)?;
    let private_network_uuid = create::uuid(fields, "private_network_uuid")?;
    Ok(Replica {
        id,
        name: name.to_owned(),
        region: region.to_owned(),
        size: size.to_owned(),
        created_at: call.now,
        private_network_uuid: private_network_uuid.unwrap_or_else(|| cluster.private_network_uuid.clone()),
        tags: fields.strings_or_null("tags")?.unwrap_or_default(),
        storage_size_mib: storage.unwrap_or(cluster.storage_size_mib.max(create::included_storage(size))),
        do_settings: do_settings::read(fields)?,
    })
}

impl Replica {
    /// The cluster it would be by itself: with what is replicated, the users and databases among it, and none of what
    /// is the primary's own.
    fn as_cluster(&self, primary: &Cluster) -> Cluster {
        let primary = primary.clone();
        Cluster {
            id: self.id.clone(),
            name: self.name.clone(),
            engine: primary.engine,
            version: primary.version,
            num_nodes: 1,
            size: self.size.clone(),
            region: self.region.clone(),
            created_at: self.created_at,
            found_from: self.created_at,
            private_network_uuid: self.private_network_uuid.clone(),
            project_id: primary.project_id,
            tags: Some(self.tags.clone()),
            storage_size_mib: self.storage_size_mib,
            do_settings: self.do_settings.clone(),
            maintenance: primary.maintenance,
            password: primary.password,
            users: primary.users,
            databases: primary.databases,
            config: primary.config,
            ..Cluster::default()
        }
    }

    fn describe(&self, primary: &Cluster, now: Time, secrets: Secrets) -> Value {
        let cluster = self.as_cluster(primary);
        let mut replica = Map::new();
        if let Some(settings) = &self.do_settings {
            replica.insert("do_settings".to_owned(), settings.clone());
        }
        let known = json!({
            "id": self.id,
            "name": self.name,
            "region": self.region,
            "size": self.size,
            "status": cluster.status(now).name(),
            "tags": self.tags,
            "created_at": rfc3339(self.created_at),
            "private_network_uuid": self.private_network_uuid,
            "storage_size_mib": self.storage_size_mib,
        });
        merge(
            merge(Value::Object(replica), known),
            connections::describe(&cluster, secrets),
        )
    }
}
