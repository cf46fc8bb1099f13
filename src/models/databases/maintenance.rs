//! When a cluster is maintained.

use digitalocean_wasm_derive::model;
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::schema::Maybe;

/// A day of the week, in English and lower case. TypeScript lists them.
pub type DatabaseMaintenanceDay = String;

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = r#"
/** A day of the week, in English and lower case. */
export type DatabaseMaintenanceDay =
  | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
  | (string & {});
"#;

/// The weekly hour in which updates may be installed.
#[model]
pub struct DatabaseMaintenanceWindow {
    /// Day of the week.
    pub day: DatabaseMaintenanceDay,
    /// Hour in UTC: `HH:MM:SS` in responses, `HH:MM` in requests.
    pub hour: String,
    /// Whether the next window will install something.
    pub pending: Maybe<bool>,
    /// Updates it will install, a line each.
    pub description: Maybe<Vec<String>>,
}

/// The weekly hour in which updates shall be installed.
#[model]
pub struct DatabaseMaintenanceUpdate {
    /// Day of the week, such as `tuesday`.
    pub day: DatabaseMaintenanceDay,
    /// Hour in UTC, as `HH:MM`.
    pub hour: String,
}
