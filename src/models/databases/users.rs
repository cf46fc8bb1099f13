//! Users of a cluster.

use digitalocean_wasm_derive::model;
#[cfg(feature = "js")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::schema::{Maybe, Secret};

/// A user of a cluster. Without the scope `database:view_credentials` its secrets are blank.
#[model]
pub struct DatabaseUser {
    /// Name the user logs in with.
    pub name: String,
    /// Rank of the user.
    pub role: Maybe<DatabaseUserRole>,
    /// Password the API made up. MongoDB shows it only in the answer that creates the user.
    pub password: Maybe<Secret>,
    /// Certificate for TLS client authentication, as PEM; Kafka only.
    pub access_cert: Maybe<Secret>,
    /// Private key for TLS client authentication, as PEM; Kafka only.
    pub access_key: Maybe<Secret>,
    /// MySQL's settings of the user.
    pub mysql_settings: Maybe<MysqlUserSettings>,
    /// Other engines' settings of the user.
    pub settings: Maybe<DatabaseUserSettings>,
}

/// A user to create. The API makes up its password.
#[model]
pub struct DatabaseUserCreate {
    /// Name the user will log in with.
    pub name: String,
    /// MySQL's settings of the user.
    pub mysql_settings: Maybe<MysqlUserSettings>,
    /// Other engines' settings of the user.
    pub settings: Maybe<DatabaseUserSettings>,
    /// MongoDB: whether the user may read only. To be deprecated: `settings.mongo_user_settings.role` says it better.
    pub readonly: Maybe<bool>,
}

/// A change of a PostgreSQL, Kafka or OpenSearch user. MongoDB's roles are set at creation only.
#[model]
pub struct DatabaseUserUpdate {
    /// The settings to have from now on. Without `pg_allow_replication`, a PostgreSQL user may no longer replicate.
    pub settings: DatabaseUserSettingsUpdate,
}

/// Authentication of a user with its new password; left out, the password alone changes.
#[model]
pub struct DatabaseUserResetAuth {
    /// MySQL's settings of the user.
    pub mysql_settings: Maybe<MysqlUserSettings>,
    /// Other engines' settings of the user.
    pub settings: Maybe<DatabaseUserSettings>,
}

/// Rank of a user.
#[model]
pub enum DatabaseUserRole {
    /// The administrator that came with the cluster.
    #[serde(rename = "primary")]
    Primary,
    /// Any other.
    #[serde(rename = "normal")]
    Normal,
}

/// MySQL's settings of a user.
#[model]
pub struct MysqlUserSettings {
    /// How the user proves who it is.
    pub auth_plugin: MysqlAuthPlugin,
}

/// How a MySQL user proves who it is.
#[model]
pub enum MysqlAuthPlugin {
    /// The method of MySQL up to 5.7, for old clients.
    #[serde(rename = "mysql_native_password")]
    NativePassword,
    /// MySQL 8's method, its default.
    #[serde(rename = "caching_sha2_password")]
    CachingSha2Password,
}

/// Settings of a user; each engine has its own.
#[model]
pub struct DatabaseUserSettings {
    /// PostgreSQL: whether the user may replicate. `false` when left out.
    pub pg_allow_replication: Maybe<bool>,
    /// OpenSearch: what the user may do with which indexes.
    pub opensearch_acl: Maybe<Vec<OpensearchAcl>>,
    /// Kafka: what the user may do with which topics.
    pub acl: Maybe<Vec<KafkaAcl>>,
    /// MongoDB: which databases the user may use, and how. Set at creation only.
    pub mongo_user_settings: Maybe<MongodbUserSettings>,
}

/// Settings that can be changed after a user was created. In TypeScript without MongoDB's, which are set at creation only.
pub type DatabaseUserSettingsUpdate = DatabaseUserSettings;

#[cfg(feature = "js")]
#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = r#"
/** Settings that can be changed after a user was created; each engine has its own. MongoDB's are set at creation only. */
export type DatabaseUserSettingsUpdate = Omit<DatabaseUserSettings, "mongo_user_settings">;
"#;

/// Permission of an OpenSearch user for some indexes.
#[model]
pub struct OpensearchAcl {
    /// Pattern of the indexes' names.
    pub index: Maybe<String>,
    /// Allowed operations.
    pub permission: Maybe<OpensearchPermission>,
}

/// Operations an OpenSearch user may perform on an index.
#[model]
pub enum OpensearchPermission {
    /// Nothing; the default.
    #[serde(rename = "deny")]
    Deny,
    /// Read, write and manage.
    #[serde(rename = "admin")]
    Admin,
    /// Read.
    #[serde(rename = "read")]
    Read,
    /// Read and write.
    #[serde(rename = "readwrite")]
    ReadWrite,
    /// Write.
    #[serde(rename = "write")]
    Write,
}

/// Permission of a Kafka user for some topics.
#[model]
pub struct KafkaAcl {
    /// Identifies the entry; the API gives it.
    pub id: Maybe<String>,
    /// Pattern of the topics' names.
    pub topic: String,
    /// Allowed operations.
    pub permission: KafkaPermission,
}

/// Operations a Kafka user may perform on a topic.
#[model]
pub enum KafkaPermission {
    /// Consume, produce and manage.
    #[serde(rename = "admin")]
    Admin,
    /// Consume.
    #[serde(rename = "consume")]
    Consume,
    /// Produce.
    #[serde(rename = "produce")]
    Produce,
    /// Consume and produce.
    #[serde(rename = "produceconsume")]
    ProduceConsume,
}

/// The databases that a MongoDB user may use, and how.
#[model]
pub struct MongodbUserSettings {
    /// Names of the databases; `admin` stands for all.
    pub databases: Maybe<Vec<String>>,
    /// Allowed operations in these databases.
    pub role: Maybe<MongodbUserRole>,
}

/// Operations a MongoDB user may perform in its databases.
#[model]
pub enum MongodbUserRole {
    /// Read.
    #[serde(rename = "readOnly")]
    ReadOnly,
    /// Read and write.
    #[serde(rename = "readWrite")]
    ReadWrite,
    /// Manage.
    #[serde(rename = "dbAdmin")]
    DbAdmin,
}
