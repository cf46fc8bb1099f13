//! When a cluster is maintained.

use digitalocean_wasm_derive::model;

use crate::schema::Maybe;

/// The weekly hour in which updates may be installed.
#[model]
pub struct DatabaseMaintenanceWindow {
    /// Day of the week, in English and lower case.
    pub day: String,
    /// Hour in UTC: written `HH:MM`, read with seconds too.
    pub hour: String,
    /// Whether the next window will install something.
    pub pending: Maybe<bool>,
    /// What it will install, a line each.
    pub description: Maybe<Vec<String>>,
}

/// The weekly hour in which updates shall be installed.
#[model]
pub struct DatabaseMaintenanceUpdate {
    /// Day of the week, in English and lower case, such as `tuesday`.
    pub day: String,
    /// Hour in UTC, as `HH:MM`.
    pub hour: String,
}
