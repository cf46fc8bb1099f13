//! What one account holds.

use crate::databases::clusters::Cluster;
use crate::databases::metrics::MetricsCredentials;
use crate::registry::Registry;
use crate::time::Time;

#[derive(Default)]
pub(crate) struct Account {
    pub(crate) registries: Vec<Registry>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) metrics_credentials: MetricsCredentials,
}

impl Account {
    /// Brings everything that changes by itself up to `now`.
    pub(crate) fn advance(&mut self, now: Time) {
        for registry in &mut self.registries {
            registry.advance(now);
        }
    }
}
