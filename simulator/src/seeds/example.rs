//! The example, and the account with two registries.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clusters::Clusters;
use super::subscription;
use crate::databases::logsinks::Logsink;
use crate::databases::pools::Pool;
use crate::databases::replicas::Replica;
use crate::databases::schemas::SchemaRegistry;
use crate::databases::topics::Topic;
use crate::ids::Ids;
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::state::garbage_collection::{GarbageCollection, Kind};
use crate::state::registry::Registry;
use crate::state::repository::{Manifest, Repository};
use crate::time::{DAY, HOUR, Time};

pub(super) fn account(ids: &mut Ids, now: Time) -> Account {
    Account {
        registries: vec![example(ids, now)],
        subscription: subscription("basic", now),
        clusters: clusters(ids, now),
        ..Account::default()
    }
}

/// An account with two registries.
pub(super) fn several(ids: &mut Ids, now: Time) -> Account {
    let registries = [("first", "api"), ("second", "jobs")].map(|(name, repository_name)| {
        let mut blobs = BTreeMap::new();
        let repositories = vec![repository(repository_name, 3, ids, &mut blobs, now)];
        registry(name, repositories, blobs, now)
    });
    Account {
        registries: registries.into(),
        subscription: subscription("professional", now),
        ..Account::default()
    }
}

fn registry(name: &str, repositories: Vec<Repository>, blobs: BTreeMap<String, u64>, now: Time) -> Registry {
    Registry {
        repositories,
        blobs,
        ..Registry::new(name, "fra1", now.saturating_sub(120 * DAY))
    }
}

/// The registry `example`.
fn example(ids: &mut Ids, now: Time) -> Registry {
    let mut blobs = BTreeMap::new();
    let repositories = vec![
        repository("my/repo", 45, ids, &mut blobs, now),
        repository("web", 5, ids, &mut blobs, now),
        Repository {
            name: "empty".to_owned(),
            manifests: Vec::new(),
        },
    ];
    // Blobs of manifests that were deleted.
    for _ in 0..2 {
        blob(&mut blobs, ids, 1_000_000, 9_000_000);
    }
    let week_ago = now.saturating_sub(7 * DAY);
    let mut collection = GarbageCollection::new(ids.uuid(), "example".to_owned(), Kind::ManifestsAndBlobs, week_ago);
    collection.advance(week_ago.saturating_add(HOUR));
    (collection.blobs_deleted, collection.freed_bytes) = (42, 318_767_104);

    let mut registry = registry("example", repositories, blobs, now);
    registry.garbage_collections.push(collection);
    registry
}

/// The repository of a build pipeline: an image every few hours, all on one base, nine on the same
/// dependencies, and a version tag on each ninth.
fn repository(name: &str, manifests: u64, ids: &mut Ids, blobs: &mut BTreeMap<String, u64>, now: Time) -> Repository {
    let base = blob(blobs, ids, 2_800_000, 3_600_000);
    let mut dependencies = String::new();
    let manifests = (0..manifests).map(|index| {
        if index % 9 == 0 {
            dependencies = blob(blobs, ids, 20_000_000, 40_000_000);
        }
        let application = blob(blobs, ids, 200_000, 900_000);
        let config = blob(blobs, ids, 1_500, 7_500);
        let blobs_used = vec![config, base.clone(), dependencies.clone(), application];
        let compressed = blobs_used.iter().filter_map(|digest| blobs.get(digest)).sum::<u64>();
        let mut tags = Vec::new();
        if index == 0 {
            tags.push("latest".to_owned());
        }
        if index % 9 == 0 {
            tags.push(format!("v1.{}", (manifests - index) / 9));
        }
        Manifest {
            digest: ids.digest(),
            size_bytes: compressed * 5 / 2,
            updated_at: now.saturating_sub((index + 1) * 7 * HOUR),
            tags,
            blobs: blobs_used,
        }
    });
    Repository {
        name: name.to_owned(),
        manifests: manifests.collect(),
    }
}

/// Adds a blob of some size within the bounds; returns its digest.
fn blob(blobs: &mut BTreeMap<String, u64>, ids: &mut Ids, low: u64, high: u64) -> String {
    let digest = ids.digest();
    blobs.insert(digest.clone(), ids.between(low, high));
    digest
}

fn clusters(ids: &mut Ids, now: Time) -> Vec<Cluster> {
    let mut make = Clusters::new(ids, now);
    let mut backend = make.cluster("backend", ("pg", "17"), (2, "db-s-2vcpu-4gb"), 90 * DAY);
    let mut orders = make.cluster("orders", ("mysql", "8"), (1, "db-s-1vcpu-2gb"), 60 * DAY);
    let mut events = make.cluster("events", ("kafka", "3.8"), (3, "gd-2vcpu-8gb"), 30 * DAY);
    let sessions = make.cluster("sessions", ("valkey", "8"), (1, "db-s-1vcpu-1gb"), 0);

    let tags = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect());
    backend.tags = tags(&["production", "web"]);
    backend.do_settings = Some(json!({ "service_cnames": ["db.example.com"] }));
    orders.tags = tags(&["production"]);
    orders.maintenance.updates.push("Upgrade to MySQL 8.0.36".to_owned());
    add_to_backend(&mut backend, make.ids, now);
    add_to_events(&mut events);
    let mut clusters = vec![backend, orders, events, sessions];
    make.record(&mut clusters);
    clusters
}

/// Adds a pool, a replica and a logsink.
fn add_to_backend(backend: &mut Cluster, ids: &mut Ids, now: Time) {
    backend.extensions.list_mut().push(Pool::of_admin("backend-pool", 10));
    backend.extensions.list_mut().push(Replica {
        id: ids.uuid(),
        name: "backend-read".to_owned(),
        region: "ams3".to_owned(),
        size: backend.size.clone(),
        created_at: now.saturating_sub(20 * DAY),
        private_network_uuid: ids.uuid(),
        tags: vec!["production".to_owned()],
        storage_size_mib: backend.storage_size_mib,
        do_settings: None,
    });
    let syslog = json!({ "server": "192.0.2.10", "port": 6514, "tls": true, "format": "rfc5424" });
    backend.extensions.list_mut().push(Logsink {
        id: ids.uuid(),
        name: "syslog".to_owned(),
        kind: "rsyslog".to_owned(),
        config: syslog.as_object().cloned().unwrap_or_default(),
    });
}

/// Adds two topics, and a schema for the messages in one of them.
fn add_to_events(events: &mut Cluster) {
    let active_from = events.created_at;
    let mut topic = |name: &str, partition_count, consumer_group: Option<&str>, config: Value| {
        events.extensions.list_mut().push(Topic {
            name: name.to_owned(),
            partition_count,
            replication_factor: 3,
            config: config.as_object().cloned().unwrap_or_default(),
            active_from,
            consumer_group: consumer_group.map(str::to_owned),
        });
    };
    topic("customer-events", 3, Some("billing"), json!({}));
    topic("page-views", 6, None, json!({ "retention_ms": 86_400_000 }));
    let customer = json!({ "type": "record", "name": "Customer", "fields": [{ "name": "id", "type": "string" }] });
    let registry = events.extensions.get_mut::<SchemaRegistry>();
    registry.add("customer-events-value", "AVRO", &customer.to_string());
}
