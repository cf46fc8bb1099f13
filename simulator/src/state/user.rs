//! A user of a cluster.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::json::with;
use crate::secrets::Secrets;

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct User {
    pub(crate) name: String,
    /// `None` for `doadmin`, whose password is the cluster's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
    /// Stands in Kafka's certificate and key.
    pub(crate) certified: String,
    /// MySQL's way to log in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) auth_plugin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) settings: Option<Value>,
}

/// The users of a new cluster: `doadmin`, or `None` for an engine without users.
pub(crate) fn initial_users(engine: &str, cluster_id: &str) -> Option<Vec<User>> {
    let topics = || json!({ "acl": [{ "id": "default", "topic": "*", "permission": "admin" }] });
    let admin = User {
        name: "doadmin".to_owned(),
        password: None,
        certified: cluster_id.to_owned(),
        auth_plugin: default_auth_plugin(engine),
        settings: (engine == "kafka").then(topics),
    };
    (!["redis", "valkey"].contains(&engine)).then(|| vec![admin])
}

/// `None` for an engine without a choice.
pub(crate) fn default_auth_plugin(engine: &str) -> Option<String> {
    let has_choice = ["mysql", "advanced_mysql"].contains(&engine);
    has_choice.then(|| "caching_sha2_password".to_owned())
}

impl User {
    /// `admin_password` is `doadmin`'s.
    pub(crate) fn password<'a>(&'a self, admin_password: &'a str) -> &'a str {
        self.password.as_deref().unwrap_or(admin_password)
    }

    pub(crate) fn describe(&self, engine: &str, admin_password: &str, secrets: Secrets) -> Value {
        let role = if self.password.is_none() { "primary" } else { "normal" };
        let password = secrets.show(self.password(admin_password));
        let user = json!({ "name": self.name, "role": role, "password": password });
        let user = with(user, "settings", self.settings.clone());
        let plugin = self.auth_plugin.as_ref();
        let plugin = plugin.map(|plugin| json!({ "auth_plugin": plugin }));
        let user = with(user, "mysql_settings", plugin);
        let pem = |label| {
            let pem = || format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", self.certified);
            (engine == "kafka").then(|| secrets.show(&pem()).to_owned())
        };
        let user = with(user, "access_cert", pem("CERTIFICATE"));
        with(user, "access_key", pem("PRIVATE KEY"))
    }
}
