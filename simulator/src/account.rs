//! What one account holds.

use crate::databases::clusters::Cluster;
use crate::databases::metrics::MetricsCredentials;
use crate::registry::Registry;
use crate::registry::subscription::Subscription;
use crate::time::Time;

#[derive(Default)]
pub(crate) struct Account {
    pub(crate) registries: Vec<Registry>,
    /// What its registries are paid by, as long as there are any.
    pub(crate) subscription: Option<Subscription>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) metrics_credentials: MetricsCredentials,
}

impl Account {
    /// Brings everything that changes by itself up to `now`.
    pub(crate) fn advance(&mut self, now: Time) {
        for cluster in &mut self.clusters {
            cluster.advance(now);
        }
        for registry in &mut self.registries {
            registry.advance(now);
        }
    }
}
