//! Configuration of the Advanced Edition engines, `advanced_pg` and `advanced_mysql`.

use crate::models::Maybe;
use digitalocean_wasm_derive::model;

/// One parameter of an Advanced Edition cluster. Values are strings, whatever the parameter holds.
#[model]
pub struct AdvancedConfigParameter {
    /// Name of the parameter, such as `work_mem`.
    pub name: String,
    /// Value in force. Can be empty for a parameter that was set.
    pub value: Maybe<String>,
    /// Value the parameter has when nobody sets it.
    pub default_value: Maybe<String>,
    /// Whether a change restarts the database.
    pub requires_restart: Maybe<bool>,
    /// What the parameter does.
    pub description: Maybe<String>,
}
