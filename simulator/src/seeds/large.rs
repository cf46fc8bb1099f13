//! An account as large as they come.

use super::clusters::Clusters;
use super::images::{Images, release_tags};
use super::subscription;
use crate::databases::pools::Pool;
use crate::ids::Ids;
use crate::state::account::Account;
use crate::state::cluster::Cluster;
use crate::state::registry::Registry;
use crate::state::repository::Manifest;
use crate::time::{DAY, HOUR, Time};

const CLUSTERS: u64 = 200;
const REPOSITORIES: u64 = 50;
/// Images of a repository with two tags each; the newest also has `latest`.
const IMAGES: u64 = 160;
/// Signatures among its 400 tags.
const SIGNED: u64 = 79;
/// Images of a repository that share their dependencies.
const SHARING: u64 = 10;
/// Images of a repository without a tag, the oldest.
const UNTAGGED: u64 = 4;

const ENGINES: [(&str, &str, i64, &str); 8] = [
    ("pg", "17", 2, "db-s-2vcpu-4gb"),
    ("mysql", "8", 2, "db-s-2vcpu-4gb"),
    ("pg", "16", 1, "db-s-1vcpu-2gb"),
    ("valkey", "8", 1, "db-s-1vcpu-1gb"),
    ("mongodb", "7.0", 3, "db-s-2vcpu-4gb"),
    ("kafka", "3.8", 3, "gd-2vcpu-8gb"),
    ("opensearch", "2", 3, "db-s-4vcpu-8gb"),
    ("advanced_pg", "18", 3, "gd-2vcpu-8gb"),
];

pub(super) fn account(ids: &mut Ids, now: Time) -> Account {
    Account {
        registries: vec![registry(ids, now)],
        subscription: subscription("professional", now),
        clusters: clusters(ids, now),
        ..Account::default()
    }
}

fn registry(ids: &mut Ids, now: Time) -> Registry {
    let mut images = Images::new("large", "fra1", 2, ids, now);
    for number in 1..=REPOSITORIES {
        let manifests = repository(&mut images, now);
        images.push(&format!("services/service-{number:02}"), manifests);
    }
    images.registry
}

fn repository(images: &mut Images, now: Time) -> Vec<Manifest> {
    let mut dependencies = Vec::new();
    let mut manifests = Vec::new();
    for age in 0..IMAGES + UNTAGGED {
        if age % SHARING == 0 {
            dependencies = images.dependencies();
        }
        let tags = if age < IMAGES {
            release_tags(images.ids, age, &format!("v1.{}.0", IMAGES - age))
        } else {
            Vec::new()
        };
        let image = images.image(&dependencies, tags, now.saturating_sub((age + 1) * 12 * HOUR));
        let signature = image
            .first()
            .filter(|_| age < SIGNED)
            .map(|index| images.signature(index));
        manifests.extend(signature.into_iter().chain(image));
    }
    manifests
}

fn clusters(ids: &mut Ids, now: Time) -> Vec<Cluster> {
    let mut make = Clusters::new(ids, now);
    let mut clusters = Vec::new();
    for (number, (engine, version, num_nodes, size)) in (1..=CLUSTERS).zip(ENGINES.into_iter().cycle()) {
        let name = format!("{}-{number:03}", engine.replace('_', "-"));
        let mut cluster = make.cluster(&name, (engine, version), (num_nodes, size), (number + 30) * DAY);
        cluster.tags = Some(vec![format!("team-{}", number % 10)]);
        cluster.rules.push(make.rule(&cluster, &format!("192.0.2.{number}")));
        if engine == "pg" {
            cluster.extensions.list_mut().push(Pool::of_admin("pool", 5));
        }
        clusters.push(cluster);
    }
    make.record(&mut clusters);
    clusters
}
