//! Configuration of the Advanced Edition engines, `advanced_pg` and `advanced_mysql`.

use std::collections::BTreeMap;

use crate::schema::Maybe;
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
    /// Effect of the parameter.
    pub description: Maybe<String>,
}

/// Parameters of a PostgreSQL Advanced Edition cluster to change.
#[model]
pub struct AdvancedPostgresConfigUpdate {
    /// The parameters by name. Values are strings, whatever the parameter holds: `{ work_mem: "8192" }`.
    pub pg_parameters: Maybe<BTreeMap<String, String>>,
}

/// Parameters of a MySQL Advanced Edition cluster to change.
#[model]
pub struct AdvancedMysqlConfigUpdate {
    /// The parameters by name. Values are strings, whatever the parameter holds: `{ max_connections: "200" }`.
    pub mysql_parameters: Maybe<BTreeMap<String, String>>,
}
