//! Settings of a cluster that are DigitalOcean's own, not its engine's.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// Settings of a cluster that are DigitalOcean's own.
#[model]
pub struct DatabaseSettings {
    /// Host names of yours that stand for the cluster: at most 16, of at most 253 characters each.
    pub service_cnames: Maybe<Vec<String>>,
}

/// Settings that shall take the place of a cluster's present ones.
#[model]
pub struct DatabaseSettingsUpdate {
    /// The settings. Those left out are cleared: `{}` leaves no host names.
    pub do_settings: DatabaseSettings,
}
