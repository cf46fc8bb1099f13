//! Database clusters, and changes to a cluster as a whole.

use serde_json::{Value, json};

use super::fields::{NAME_RULE, is_cluster_name, storage, uuid};
use super::lookup::{find, find_mut};
use super::{autoscale, firewall, replicas, settings};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::json::object;
use crate::response::Response;
use crate::route::{Route, route};
use crate::secrets::Secrets;
use crate::state::account::Account;
use crate::state::change::{Change, Target};
use crate::state::cluster::Cluster;
use crate::state::engines;
use crate::state::event::EventKind;
use crate::state::maintenance_window::MaintenanceWindow;
use crate::state::new_cluster::NewCluster;
use crate::time::{MINUTE, Millis, Time};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases", "database:read", list),
    route("POST", "/v2/databases", "database:create", create),
    route("GET", "/v2/databases/{id}", "database:read", get),
    route("DELETE", "/v2/databases/{id}", "database:delete", delete),
    route("PUT", "/v2/databases/{id}/migrate", "database:update", migrate),
    route("PUT", "/v2/databases/{id}/resize", "database:update", resize),
    route("PUT", "/v2/databases/{id}/upgrade", "database:update", upgrade),
    route("PUT", "/v2/databases/{id}/install_update", "database:update", install_update),
];

const MIGRATING: Millis = 10 * MINUTE;
const RESIZING: Millis = 5 * MINUTE;

fn list(call: &mut Call) -> Answer {
    let tag = call.request.query("tag_name").filter(|tag| !tag.is_empty());
    let wanted = |cluster: &&Cluster| {
        let tags = cluster.tags.as_deref().unwrap_or_default();
        tag.as_ref().is_none_or(|tag| tags.contains(tag))
    };
    let clusters = call.account.clusters.iter().filter(wanted);
    let secrets = call.secrets();
    let clusters: Vec<_> = clusters.map(|cluster| read(cluster, call.now, secrets)).collect();
    Ok(Response::ok(&object("databases", clusters)))
}

fn create(call: &mut Call) -> Answer {
    let mut cluster = requested(call)?;
    cluster.record(EventKind::Created, call.ids, call.now);
    let answer = json!({ "database": cluster.describe(call.now, call.secrets()) });
    call.account.clusters.push(cluster);
    Ok(Response::created(&answer))
}

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    Ok(Response::ok(
        &json!({ "database": read(cluster, call.now, call.secrets()) }),
    ))
}

fn delete(call: &mut Call) -> Answer {
    let id = find(call)?.id.clone();
    call.account.clusters.retain(|cluster| cluster.id != id);
    Ok(Response::no_content())
}

/// The cluster as every answer but that to its create shows it.
fn read(cluster: &Cluster, now: Time, secrets: Secrets) -> Value {
    cluster.describe(now, cluster.secrets_of_reads(secrets))
}

/// The cluster that a create call asks for. The rules are the simulator's own, so that a client's
/// checks are held against something it does not share.
fn requested(call: &mut Call) -> Result<Cluster, Error> {
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let place = Place::read(fields, call.account)?;
    let storage = storage(fields, place.size)?;
    let private_network_uuid = uuid(fields, "private_network_uuid")?;
    let project_id = uuid(fields, "project_id")?;
    let autoscale = autoscale::read(fields)?;
    let do_settings = settings::read(fields)?;
    let tags = fields.strings_or_null("tags")?;
    let restored = is_restored(fields, place.engine, &call.account.clusters)?;

    let id = call.ids.uuid();
    let rules = firewall::rules(fields, &id, &[], call.ids, call.now)?.unwrap_or_default();
    let mut cluster = Cluster::new(NewCluster {
        id,
        name: place.name.to_owned(),
        engine: place.engine.to_owned(),
        version: place.version.to_owned(),
        num_nodes: place.num_nodes,
        size: place.size.to_owned(),
        region: place.region.to_owned(),
        created_at: call.now,
        private_network_uuid: private_network_uuid.unwrap_or_else(|| call.ids.uuid()),
        project_id: project_id.unwrap_or_else(|| call.ids.uuid()),
        maintenance: MaintenanceWindow::at(call.ids.time_of_day()),
        password: call.ids.password(),
    });
    cluster.found_from = call.now.saturating_add(call.create_404);
    cluster.storage_size_mib = storage.unwrap_or(cluster.storage_size_mib);
    (cluster.rules, cluster.tags, cluster.restored) = (rules, tags, restored);
    (cluster.autoscale, cluster.do_settings) = (autoscale, do_settings);
    Ok(cluster)
}

/// The fields of a new cluster that depend on the engines on offer.
struct Place<'a> {
    name: &'a str,
    engine: &'a str,
    version: &'a str,
    num_nodes: i64,
    size: &'a str,
    region: &'a str,
}

impl<'a> Place<'a> {
    fn read(fields: Fields<'a>, account: &Account) -> Result<Self, Error> {
        let name = fields.required("name", fields.string("name")?)?;
        let engine = fields.required("engine", fields.string("engine")?)?;
        let num_nodes = fields.required("num_nodes", fields.integer("num_nodes")?)?;
        let size = fields.required("size", fields.string("size")?)?;
        let region = fields.required("region", fields.string("region")?)?;

        let offer = engines::offer(engine).ok_or_else(|| fields.wrong("engine", "is unknown"))?;
        if engine == "redis" {
            return Err(fields.wrong("engine", "can no longer be created: redis"));
        }
        if !is_cluster_name(name) {
            return Err(fields.wrong("name", NAME_RULE));
        }
        if replicas::is_taken(account, name) {
            return Err(Error::unprocessable("cluster name is not available"));
        }
        if !engines::lists(offer, "regions", region) {
            return Err(fields.wrong("region", "is not available for this engine"));
        }
        let mut sizes = engines::sizes(offer, num_nodes)
            .ok_or_else(|| fields.wrong("num_nodes", "is not available for this engine"))?;
        if !sizes.any(|known| known == size) {
            return Err(fields.wrong("size", "is not available for this engine and num_nodes"));
        }
        let version = fields.string_or_null("version")?;
        let version = version.unwrap_or(engines::default_version(offer));
        if !engines::lists(offer, "versions", version) {
            return Err(fields.wrong("version", "is not available for this engine"));
        }
        Ok(Self {
            name,
            engine,
            version,
            num_nodes,
            size,
            region,
        })
    }
}

/// Whether the cluster is restored from a backup.
fn is_restored(fields: Fields, engine: &str, clusters: &[Cluster]) -> Result<bool, Error> {
    let Some(backup) = fields.object("backup_restore")? else {
        return Ok(false);
    };
    let backup = Fields::inside("backup_restore.", backup);
    let name = backup.required("database_name", backup.string("database_name")?)?;
    backup.string("backup_created_at")?;
    let source = clusters.iter().find(|cluster| cluster.name == name);
    let source = source.ok_or_else(|| Error::not_found("database cluster to restore"))?;
    if source.engine != engine {
        return Err(backup.wrong("database_name", "is a cluster of another engine"));
    }
    if engine == "valkey" {
        return Err(fields.wrong("backup_restore", "is not available: this engine has no backups"));
    }
    Ok(true)
}

fn migrate(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let region = fields.required("region", fields.string("region")?)?;
    let offered = engines::offer(&cluster.engine).is_some_and(|offer| engines::lists(offer, "regions", region));
    if !offered {
        return Err(fields.wrong("region", "is not available for this engine"));
    }
    if region == cluster.region {
        return Err(fields.wrong("region", "is where the cluster is"));
    }
    // A network does not reach beyond its region.
    let network = uuid(fields, "private_network_uuid")?.unwrap_or_else(|| call.ids.uuid());
    cluster.change = Some(Change {
        until: call.now.saturating_add(MIGRATING),
        to: Target::Region {
            region: region.to_owned(),
            private_network_uuid: network,
        },
    });
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::empty(202))
}

fn resize(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let size = fields.required("size", fields.string("size")?)?;
    let num_nodes = fields.required("num_nodes", fields.integer("num_nodes")?)?;
    let mut sizes = engines::offer(&cluster.engine)
        .and_then(|offer| engines::sizes(offer, num_nodes))
        .ok_or_else(|| fields.wrong("num_nodes", "is not available for this engine"))?;
    if !sizes.any(|known| known == size) {
        return Err(fields.wrong("size", "is not available for this engine and num_nodes"));
    }
    let storage_size_mib = storage_after(fields, cluster, size)?;
    let is_same = size == cluster.size && num_nodes == cluster.num_nodes;
    if is_same && storage_size_mib <= cluster.storage_size_mib {
        return Err(Error::unprocessable("cannot scale to same size and node count"));
    }
    cluster.change = Some(Change {
        until: call.now.saturating_add(RESIZING),
        to: Target::Size {
            size: size.to_owned(),
            num_nodes,
            storage_size_mib,
        },
    });
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::empty(202))
}

/// The disk after a resize. Storage added to the old size stays added when none is asked for.
fn storage_after(fields: Fields, cluster: &Cluster, size: &str) -> Result<i64, Error> {
    let added = cluster
        .storage_size_mib
        .saturating_sub(engines::included_storage(&cluster.size));
    match storage(fields, size)? {
        None => Ok(engines::included_storage(size).saturating_add(added.max(0))),
        Some(mib) if mib < cluster.storage_size_mib => {
            Err(fields.wrong("storage_size_mib", "must not be less than there is"))
        }
        Some(mib) => Ok(mib),
    }
}

fn upgrade(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let version = fields.required("version", fields.string("version")?)?;
    let position =
        |version| engines::offer(&cluster.engine).and_then(|offer| engines::position_of_version(offer, version));
    let wanted = position(version).ok_or_else(|| fields.wrong("version", "is not available for this engine"))?;
    if position(&cluster.version).is_some_and(|current| wanted <= current) {
        return Err(fields.wrong("version", "must be newer than the cluster's"));
    }
    version.clone_into(&mut cluster.version);
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

fn install_update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    cluster.maintenance.updates.clear();
    cluster.record(EventKind::Maintained, call.ids, call.now);
    Ok(Response::no_content())
}
