//! A migration or resize that takes its time.

use crate::time::Time;

/// The cluster looks as it did before, until the change is done.
pub(crate) struct Change {
    pub(crate) until: Time,
    pub(crate) to: Target,
}

pub(crate) enum Target {
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
