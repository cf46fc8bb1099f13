//! An account: its registries and clusters.

use serde::{Deserialize, Serialize};

use super::cluster::Cluster;
use super::extensions::Extensions;
use super::registry::Registry;
use super::subscription::Subscription;
use crate::errors::Error;
use crate::time::Time;

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Account {
    pub(crate) registries: Vec<Registry>,
    /// Pays for the registries, as long as there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subscription: Option<Subscription>,
    pub(crate) clusters: Vec<Cluster>,
    #[serde(flatten)]
    pub(crate) extensions: Extensions,
}

impl Account {
    /// Brings everything that changes with time up to `now`.
    pub(crate) fn advance(&mut self, now: Time) {
        for cluster in &mut self.clusters {
            cluster.advance(now);
        }
        for registry in &mut self.registries {
            registry.advance(now);
        }
    }

    /// The cluster of that id. A new one may be hidden for a while.
    pub(crate) fn cluster(&self, id: &str, now: Time) -> Result<&Cluster, Error> {
        let mut clusters = self.clusters.iter();
        clusters
            .find(|cluster| cluster.id == id && cluster.found_from <= now)
            .ok_or_else(|| Error::not_found("database cluster"))
    }

    /// The same cluster, to change it.
    pub(crate) fn cluster_mut(&mut self, id: &str, now: Time) -> Result<&mut Cluster, Error> {
        let mut clusters = self.clusters.iter_mut();
        clusters
            .find(|cluster| cluster.id == id && cluster.found_from <= now)
            .ok_or_else(|| Error::not_found("database cluster"))
    }
}
