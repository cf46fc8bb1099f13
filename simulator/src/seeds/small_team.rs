//! A small team's account, in which most things could do with some care.

use serde_json::json;

use super::clusters::Clusters;
use super::images::{Images, release_tags};
use super::subscription;
use crate::databases::online_migration::OnlineMigration;
use crate::databases::pools::Pool;
use crate::databases::topics::Topic;
use crate::ids::Ids;
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::state::registry::Registry;
use crate::time::{DAY, HOUR, MINUTE, Time};

const GB: u64 = 1_000_000_000;

pub(super) fn account(ids: &mut Ids, now: Time) -> Account {
    Account {
        registries: vec![products(ids, now), models(ids, now), sandbox(ids, now)],
        subscription: subscription("professional", now),
        clusters: clusters(ids, now),
        ..Account::default()
    }
}

/// Images for two platforms, the newer ones signed.
fn products(ids: &mut Ids, now: Time) -> Registry {
    let mut images = Images::new("products", "fra1", 2, ids, now);
    for (name, releases) in [("api", 12), ("web", 8), ("worker", 4)] {
        let dependencies = images.dependencies();
        let mut manifests = Vec::new();
        for age in 0..releases {
            let pushed_at = now.saturating_sub((age + 1) * 2 * DAY);
            let tags = release_tags(images.ids, age, &format!("v2.{}.0", releases - age));
            let image = images.image(&dependencies, tags, pushed_at);
            let signature = image.first().filter(|_| age < 4).map(|index| images.signature(index));
            manifests.extend(signature.into_iter().chain(image));
        }
        images.push(name, manifests);
    }
    images.registry
}

/// Few images, which nearly fill the storage that the tier includes.
fn models(ids: &mut Ids, now: Time) -> Registry {
    let mut images = Images::new("models", "nyc3", 0, ids, now);
    let manifests = (0..8).map(|age| {
        let weights = images.blob((11 * GB, 12 * GB));
        let mut manifest = images.manifest(vec![weights], now.saturating_sub((age + 1) * 9 * DAY));
        manifest.tags = release_tags(images.ids, age, &format!("v0.{}.0", 8 - age));
        manifest
    });
    let manifests = manifests.collect();
    images.push("classifier", manifests);
    images.registry
}

/// Images that lost their tags, and blobs that nothing refers to.
fn sandbox(ids: &mut Ids, now: Time) -> Registry {
    let mut images = Images::new("sandbox", "fra1", 2, ids, now);
    let dependencies = images.dependencies();
    let untagged = (0..6).flat_map(|age| {
        let pushed_at = now.saturating_sub((age + 1) * 7 * HOUR);
        images.image(&dependencies, Vec::new(), pushed_at)
    });
    let untagged = untagged.collect();
    images.push("experiments", untagged);
    images.push("empty", Vec::new());
    for _ in 0..5 {
        images.blob((10_000_000, 90_000_000));
    }
    images.registry
}

fn clusters(ids: &mut Ids, now: Time) -> Vec<Cluster> {
    let mut make = Clusters::new(ids, now);
    // Its version is at its end.
    let accounts = make.cluster("accounts", ("pg", "13"), (2, "db-s-2vcpu-4gb"), 400 * DAY);
    // One node without a standby, and a migration that failed.
    let shop = make.cluster("shop", ("mysql", "8"), (1, "db-s-1vcpu-2gb"), 200 * DAY);
    // Its firewall has no rule, so everybody may connect.
    let cache = make.cluster("cache", ("valkey", "8"), (1, "db-s-1vcpu-1gb"), 90 * DAY);
    let catalog = make.cluster("catalog", ("mongodb", "7.0"), (3, "db-s-2vcpu-4gb"), 150 * DAY);
    // Updates wait for its window.
    let events = make.cluster("events", ("kafka", "3.8"), (3, "gd-2vcpu-8gb"), 120 * DAY);
    // A newer version is on offer, and its storage grows by itself.
    let search = make.cluster("search", ("opensearch", "1"), (1, "db-s-2vcpu-4gb"), 300 * DAY);
    let ledger = make.cluster("ledger", ("advanced_pg", "17"), (3, "gd-2vcpu-8gb"), 60 * DAY);
    // It is being created.
    let reports = make.cluster("reports", ("advanced_mysql", "8.4.8"), (3, "db-s-2vcpu-4gb"), MINUTE);

    let mut clusters = [accounts, shop, cache, catalog, events, search, ledger, reports];
    for cluster in &mut clusters {
        cluster.tags = Some(vec!["team".to_owned()]);
        if cluster.name != "cache" {
            cluster.rules.push(make.rule(cluster, "192.0.2.7"));
        }
        neglect(cluster, make.ids, now);
    }
    make.record(&mut clusters);
    clusters.into()
}

/// Adds what is particular to a cluster.
fn neglect(cluster: &mut Cluster, ids: &mut Ids, now: Time) {
    match cluster.name.as_str() {
        "accounts" => cluster.extensions.list_mut().push(Pool::of_admin("accounts-pool", 20)),
        "shop" => {
            let failed = OnlineMigration::unreachable(ids.uuid(), now.saturating_sub(3 * DAY));
            *cluster.extensions.get_mut() = Some(failed);
        }
        "events" => {
            let updates = ["Upgrade to Kafka 3.8.1", "Renew the certificates of the brokers"];
            cluster.maintenance.updates.extend(updates.map(str::to_owned));
            let topic = Topic::new("orders", cluster.created_at);
            cluster.extensions.list_mut().push(topic);
        }
        "search" => {
            cluster.autoscale = Some(json!({ "enabled": true, "threshold_percent": 80, "increment_gib": 10 }));
        }
        _ => {}
    }
}
