//! What changes a cluster as a whole: where it is, how large, of which version.

use super::clusters::{Cluster, Status, find_mut};
use super::create::{self, included_storage, uuid};
use super::events::Kind;
use super::options;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::time::{MINUTE, Millis, Time};

const MIGRATING: Millis = 10 * MINUTE;
const RESIZING: Millis = 5 * MINUTE;

/// A change that takes its time. Until it is done the cluster looks as it did before.
#[derive(Clone)]
pub(crate) struct Change {
    until: Time,
    to: Target,
}

#[derive(Clone)]
enum Target {
    Region {
        region: String,
        private_network_uuid: String,
    },
    Size {
        size: String,
        num_nodes: i64,
        storage_size_mib: i64,
    },
}

pub(crate) fn migrate(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let region = fields.required("region", fields.string("region")?)?;
    let offered = options::of(&cluster.engine).is_some_and(|offer| options::lists(offer, "regions", region));
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
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::empty(202))
}

pub(crate) fn resize(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let size = fields.required("size", fields.string("size")?)?;
    let num_nodes = fields.required("num_nodes", fields.integer("num_nodes")?)?;
    let mut sizes = options::of(&cluster.engine)
        .and_then(|offer| options::sizes(offer, num_nodes))
        .ok_or_else(|| fields.wrong("num_nodes", "is not available for this engine"))?;
    if !sizes.any(|known| known == size) {
        return Err(fields.wrong("size", "is not available for this engine and num_nodes"));
    }
    let storage_size_mib = storage(fields, cluster, size)?;
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
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::empty(202))
}

/// What was added to the old size's storage stays added when nothing is said.
fn storage(fields: Fields, cluster: &Cluster, size: &str) -> Result<i64, Error> {
    let added = cluster.storage_size_mib.saturating_sub(included_storage(&cluster.size));
    match create::storage(fields, size)? {
        None => Ok(included_storage(size).saturating_add(added.max(0))),
        Some(mib) if mib < cluster.storage_size_mib => {
            Err(fields.wrong("storage_size_mib", "must not be less than there is"))
        }
        Some(mib) => Ok(mib),
    }
}

pub(crate) fn upgrade(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let version = fields.required("version", fields.string("version")?)?;
    let place = |version| options::of(&cluster.engine).and_then(|offer| options::place_of_version(offer, version));
    let wanted = place(version).ok_or_else(|| fields.wrong("version", "is not available for this engine"))?;
    if place(&cluster.version).is_some_and(|current| wanted <= current) {
        return Err(fields.wrong("version", "must be newer than the cluster's"));
    }
    version.clone_into(&mut cluster.version);
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

pub(crate) fn install_update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    cluster.require_online(call.now)?;
    cluster.maintenance.install_updates();
    cluster.record(Kind::Maintained, call.ids, call.now);
    Ok(Response::no_content())
}

impl Change {
    pub(crate) fn status(&self) -> Status {
        match self.to {
            Target::Region { .. } => Status::Migrating,
            Target::Size { .. } => Status::Resizing,
        }
    }
}

impl Cluster {
    pub(crate) fn advance(&mut self, now: Time) {
        let Some(change) = self.change.take_if(|change| change.until <= now) else {
            return;
        };
        match change.to {
            Target::Region {
                region,
                private_network_uuid,
            } => {
                self.region = region;
                self.private_network_uuid = private_network_uuid;
            }
            Target::Size {
                size,
                num_nodes,
                storage_size_mib,
            } => {
                self.size = size;
                self.num_nodes = num_nodes;
                self.storage_size_mib = storage_size_mib;
            }
        }
    }
}
