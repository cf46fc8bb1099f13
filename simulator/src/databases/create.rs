//! What a new cluster must be like. These are the simulator's own rules, so that a client's checks
//! are held against something it does not share.

use super::clusters::Cluster;
use super::maintenance::Window;
use super::{autoscale, dbs, do_settings, firewall, options, replicas, users};
use crate::body::{self, Fields};
use crate::call::Call;
use crate::errors::Error;

/// The cluster a create call asks for, all but added to the account.
pub(crate) fn cluster(call: &mut Call) -> Result<Cluster, Error> {
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    let engine = fields.required("engine", fields.string("engine")?)?;
    let num_nodes = fields.required("num_nodes", fields.integer("num_nodes")?)?;
    let size = fields.required("size", fields.string("size")?)?;
    let region = fields.required("region", fields.string("region")?)?;

    let offer = options::of(engine).ok_or_else(|| fields.wrong("engine", "is unknown"))?;
    if engine == "redis" {
        return Err(fields.wrong("engine", "can no longer be created: redis"));
    }
    if !is_cluster_name(name) {
        return Err(fields.wrong("name", "must be 3 to 63 lowercase letters, digits and hyphens"));
    }
    if replicas::is_taken(call.account, name) {
        return Err(Error::unprocessable("cluster name is not available"));
    }
    if !options::lists(offer, "regions", region) {
        return Err(fields.wrong("region", "is not available for this engine"));
    }
    let mut sizes = options::sizes(offer, num_nodes)
        .ok_or_else(|| fields.wrong("num_nodes", "is not available for this engine"))?;
    if !sizes.any(|known| known == size) {
        return Err(fields.wrong("size", "is not available for this engine and num_nodes"));
    }
    let version = fields
        .string_or_null("version")?
        .unwrap_or(options::default_version(offer));
    if !options::lists(offer, "versions", version) {
        return Err(fields.wrong("version", "is not available for this engine"));
    }
    let storage = storage(fields, size)?;
    let private_network_uuid = uuid(fields, "private_network_uuid")?;
    let project_id = uuid(fields, "project_id")?;
    let autoscale = autoscale::read(fields)?;
    let do_settings = do_settings::read(fields)?;
    let tags = fields.strings_or_null("tags")?;
    let restored = check_backup(fields, engine, &call.account.clusters)?;

    let id = call.ids.uuid();
    Ok(Cluster {
        rules: firewall::rules(fields, &id, &[], call.ids, call.now)?.unwrap_or_default(),
        users: users::at_first(engine, &id),
        databases: dbs::at_first(engine),
        id,
        name: name.to_owned(),
        engine: engine.to_owned(),
        version: version.to_owned(),
        num_nodes,
        size: size.to_owned(),
        region: region.to_owned(),
        created_at: call.now,
        found_from: call.now.saturating_add(call.create_404),
        restored,
        private_network_uuid: private_network_uuid.unwrap_or_else(|| call.ids.uuid()),
        project_id: project_id.unwrap_or_else(|| call.ids.uuid()),
        tags,
        storage_size_mib: storage.unwrap_or_else(|| included_storage(size)),
        do_settings,
        maintenance: Window::at(call.ids.time_of_day()),
        password: call.ids.password(),
        autoscale,
        ..Cluster::default()
    })
}

pub(super) fn is_cluster_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=63).contains(&name.len()) && name.bytes().all(allowed)
}

/// 15 GiB for each GiB of memory.
pub(crate) fn included_storage(size: &str) -> i64 {
    memory_gib(size) * 15 * 1024
}

/// The `storage_size_mib` of a body: the whole disk, the size's own part included.
pub(super) fn storage(fields: Fields, size: &str) -> Result<Option<i64>, Error> {
    let storage = fields.integer_or_null("storage_size_mib")?;
    let least = included_storage(size);
    if storage.is_some_and(|mib| mib < least) {
        let rule = format!("must be at least {least}: the size's own part is included");
        return Err(fields.wrong("storage_size_mib", &rule));
    }
    Ok(storage)
}

/// Of each node; it is how the size's name ends.
pub(super) fn memory_gib(size: &str) -> i64 {
    let memory = size.rsplit('-').next().and_then(|last| last.strip_suffix("gb"));
    memory.and_then(|gib| gib.parse().ok()).unwrap_or(1)
}

/// A UUID. The official Go clients send an empty string for one that is not given.
pub(super) fn uuid(fields: Fields, key: &str) -> Result<Option<String>, Error> {
    let Some(text) = fields.string_or_null(key)?.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let groups = text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    if !groups || !text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()) {
        return Err(fields.wrong(key, "must be a UUID"));
    }
    Ok(Some(text.to_owned()))
}

/// Whether the cluster is restored from a backup.
fn check_backup(fields: Fields, engine: &str, clusters: &[Cluster]) -> Result<bool, Error> {
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
