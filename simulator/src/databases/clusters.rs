//! Database clusters.

use serde_json::{Value, json};

use super::belongings::Belongings;
use super::{connections, create, options};
use crate::call::{Answer, Call, Secrets};
use crate::errors::Error;
use crate::json::merge;
use crate::response::Response;
use crate::time::{DAY, MINUTE, Millis, Time, rfc3339};

const CREATING: Millis = 5 * MINUTE;
/// A cluster restored from a backup is forked in the rest of that time.
const CREATING_BEFORE_FORKING: Millis = MINUTE;

#[derive(Clone)]
pub(crate) struct Cluster {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) engine: String,
    pub(crate) version: String,
    pub(crate) num_nodes: i64,
    pub(crate) size: String,
    pub(crate) region: String,
    pub(crate) created_at: Time,
    /// Until then it is not found under its id.
    pub(crate) found_from: Time,
    pub(crate) restored: bool,
    pub(crate) private_network_uuid: String,
    pub(crate) project_id: String,
    /// `null` and an empty list are not the same.
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) rules: Vec<Value>,
    pub(crate) storage_size_mib: i64,
    pub(crate) do_settings: Option<Value>,
    /// When, after midnight, maintenance begins; the day of the week follows from the id.
    pub(crate) maintenance: Millis,
    pub(crate) password: String,
    pub(crate) belongings: Belongings,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Status {
    Creating,
    Forking,
    Online,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let tag = call.request.query("tag_name").filter(|tag| !tag.is_empty());
    let wanted = |cluster: &&Cluster| {
        let tags = cluster.tags.as_deref().unwrap_or_default();
        tag.as_ref().is_none_or(|tag| tags.contains(tag))
    };
    let clusters = call.account.clusters.iter().filter(wanted);
    let secrets = call.secrets();
    let clusters: Vec<_> = clusters.map(|cluster| cluster.read(call.now, secrets)).collect();
    Ok(Response::ok(&json!({ "databases": clusters })))
}

pub(crate) fn create(call: &mut Call) -> Answer {
    let cluster = create::cluster(call)?;
    let answer = json!({ "database": cluster.describe(call.now, call.secrets()) });
    call.account.clusters.push(cluster);
    Ok(Response::created(&answer))
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    Ok(Response::ok(
        &json!({ "database": cluster.read(call.now, call.secrets()) }),
    ))
}

pub(crate) fn delete(call: &mut Call) -> Answer {
    let id = find(call)?.id.clone();
    call.account.clusters.retain(|cluster| cluster.id != id);
    Ok(Response::no_content())
}

/// The cluster the path names.
pub(crate) fn find<'a>(call: &'a Call) -> Result<&'a Cluster, Error> {
    let id = call.parameters.get("id");
    let mut clusters = call.account.clusters.iter();
    clusters
        .find(|cluster| cluster.id == id && cluster.found_from <= call.now)
        .ok_or_else(|| Error::not_found("database cluster"))
}

impl Cluster {
    pub(crate) fn status(&self, now: Time) -> Status {
        let age = now.saturating_sub(self.created_at);
        if age >= CREATING {
            Status::Online
        } else if self.restored && age >= CREATING_BEFORE_FORKING {
            Status::Forking
        } else {
            Status::Creating
        }
    }

    /// When it was first online, or will be.
    pub(crate) fn online_from(&self) -> Time {
        self.created_at.saturating_add(CREATING)
    }

    pub(crate) fn has_standby(&self) -> bool {
        let replicates = ["pg", "mysql", "advanced_pg", "advanced_mysql"];
        self.num_nodes > 1 && replicates.contains(&self.engine.as_str())
    }

    pub(crate) fn host(&self, prefix: &str) -> String {
        format!("{prefix}{}-do-user-10000001-0.db.ondigitalocean.com", self.name)
    }

    /// The cluster as any but the create answer shows it: `mongodb` tells its password once.
    fn read(&self, now: Time, secrets: Secrets) -> Value {
        let secrets = if self.engine == "mongodb" {
            Secrets::Blank
        } else {
            secrets
        };
        self.describe(now, secrets)
    }

    fn describe(&self, now: Time, secrets: Secrets) -> Value {
        let cluster = json!({
            "id": self.id,
            "name": self.name,
            "engine": self.engine,
            "version": self.version,
            "semantic_version": self.semantic_version(),
            "num_nodes": self.num_nodes,
            "size": self.size,
            "region": self.region,
            "status": self.status(now).name(),
            "created_at": rfc3339(self.created_at),
            "private_network_uuid": self.private_network_uuid,
            "project_id": self.project_id,
            "tags": self.tags,
            "db_names": self.database_names(),
            "users": self.users(secrets),
            "rules": self.rules,
            "storage_size_mib": self.storage_size_mib,
            "maintenance_window": self.maintenance_window(),
            "metrics_endpoints": self.metrics_endpoints(),
        });
        merge(merge(cluster, connections::describe(self, secrets)), self.sometimes())
    }

    /// What is left out when there is nothing to say.
    fn sometimes(&self) -> Value {
        let end = |which| options::end(&self.engine, &self.version, which).map(Value::from);
        let fields = [
            ("do_settings", self.do_settings.clone()),
            ("version_end_of_life", end("end_of_life")),
            ("version_end_of_availability", end("end_of_availability")),
        ];
        let present = fields
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Value::Object(present.collect())
    }

    fn semantic_version(&self) -> String {
        let version = &self.version;
        match (self.engine.as_str(), version.split('.').count()) {
            ("pg" | "advanced_pg", 1) => format!("{version}.4"),
            (_, 1) => format!("{version}.0.35"),
            (_, 2) => format!("{version}.1"),
            _ => version.clone(),
        }
    }

    /// `None` for the engines that know no databases.
    fn database_names(&self) -> Option<Vec<&str>> {
        match self.engine.as_str() {
            "pg" | "mysql" | "advanced_pg" | "advanced_mysql" => Some(vec!["defaultdb"]),
            "mongodb" => Some(vec!["admin"]),
            _ => None,
        }
    }

    /// `None` for the engines that know no users.
    fn users(&self, secrets: Secrets) -> Option<Vec<Value>> {
        let password = secrets.show(&self.password);
        let admin = json!({ "name": "doadmin", "role": "primary", "password": password });
        let more = match self.engine.as_str() {
            "redis" | "valkey" => return None,
            "kafka" => {
                let pem = |label| format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", self.id);
                json!({
                    "access_cert": secrets.show(&pem("CERTIFICATE")),
                    "access_key": secrets.show(&pem("PRIVATE KEY")),
                    "settings": { "acl": [{ "id": "default", "topic": "*", "permission": "admin" }] },
                })
            }
            "mysql" | "advanced_mysql" => {
                json!({ "mysql_settings": { "auth_plugin": "caching_sha2_password" } })
            }
            _ => json!({}),
        };
        Some(vec![merge(admin, more)])
    }

    /// Read with seconds, though written without.
    fn maintenance_window(&self) -> Value {
        let days = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let day = days.iter().cycle().nth(self.id.bytes().map(usize::from).sum());
        let hour = rfc3339(self.maintenance % DAY);
        let hour = hour.trim_start_matches("1970-01-01T").trim_end_matches('Z');
        json!({ "day": day, "hour": hour, "pending": false, "description": [] })
    }

    fn metrics_endpoints(&self) -> Vec<Value> {
        let endpoint = |prefix| json!({ "host": self.host(prefix), "port": 9273 });
        let standby = self.has_standby().then(|| endpoint("replica-"));
        std::iter::once(endpoint("")).chain(standby).collect()
    }
}

impl Status {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Forking => "forking",
            Self::Online => "online",
        }
    }
}
