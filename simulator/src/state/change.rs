//! A migration or resize that takes its time.

use serde::{Deserialize, Serialize};

use crate::time::Time;

/// The cluster looks as it did before, until the change is done.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    #[serde(with = "crate::time::text")]
    pub(crate) until: Time,
    pub(crate) to: Target,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
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
