//! The state of a database cluster.

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value, json};

use super::change::{Change, Target};
use super::connections::{self, Server};
use super::engines;
use super::event::{Event, EventKind};
use super::extensions::Extensions;
use super::maintenance_window::MaintenanceWindow;
use super::user::User;
use crate::errors::Error;
use crate::ids::Ids;
use crate::json::{merge, with};
use crate::secrets::Secrets;
use crate::time::{MINUTE, Millis, Time, rfc3339};

/// Time until a cluster or a replica is online.
pub(crate) const CREATING: Millis = 5 * MINUTE;
/// A cluster restored from a backup is forked in the rest of that time.
const CREATING_BEFORE_FORKING: Millis = MINUTE;

#[derive(Deserialize, Serialize)]
pub(crate) struct Cluster {
    pub(crate) name: String,
    #[serde(deserialize_with = "known_engine")]
    pub(crate) engine: String,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) num_nodes: i64,
    pub(crate) size: String,
    pub(crate) region: String,
    #[serde(with = "crate::time::text")]
    pub(crate) created_at: Time,
    /// Until then it is not found under its id.
    #[serde(with = "crate::time::text")]
    pub(crate) found_from: Time,
    /// Whether it is made from a backup.
    pub(crate) restored: bool,
    pub(crate) private_network_uuid: String,
    pub(crate) project_id: String,
    /// `null` and an empty list are not the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) rules: Vec<Value>,
    /// The whole disk.
    pub(crate) storage_size_mib: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) do_settings: Option<Value>,
    #[serde(rename = "maintenance_window")]
    pub(crate) maintenance: MaintenanceWindow,
    /// The password of `doadmin`, or of the cluster itself where there are no users.
    pub(crate) password: String,
    /// `None` for engines without users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) users: Option<Vec<User>>,
    /// `None` for engines without databases.
    #[serde(default, rename = "db_names", skip_serializing_if = "Option::is_none")]
    pub(crate) databases: Option<Vec<String>>,
    /// Settings by name; those not set have the engine's default.
    pub(crate) config: Map<String, Value>,
    /// Whether and how its storage grows by itself; `None` until it is set.
    #[serde(default, rename = "storage_autoscale", skip_serializing_if = "Option::is_none")]
    pub(crate) autoscale: Option<Value>,
    /// The migration or resize under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<Change>,
    /// Oldest first.
    pub(crate) events: Vec<Event>,
    #[serde(flatten)]
    pub(crate) extensions: Extensions,
}

words! {
    Status {
        Creating = "creating",
        Forking = "forking",
        Online = "online",
        Resizing = "resizing",
        Migrating = "migrating",
    }
}

/// Reads the engine of a cluster in a state.
fn known_engine<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let engine = String::deserialize(deserializer)?;
    match engines::offer(&engine) {
        Some(_) => Ok(engine),
        None => Err(de::Error::custom(format!("unknown engine: {engine:?}"))),
    }
}

/// The error for a feature that the engine lacks.
pub(crate) fn unavailable(feature: &str) -> Error {
    Error::unprocessable(format!("{feature} are not available for this engine"))
}

impl Cluster {
    /// Brings it up to `now`: a change whose time has come is done.
    pub(crate) fn advance(&mut self, now: Time) {
        let Some(change) = self.change.take_if(|change| change.until <= now) else {
            return;
        };
        match change.to {
            Target::Region {
                region,
                private_network_uuid,
            } => {
                self.region = region;
                self.private_network_uuid = private_network_uuid;
            }
            Target::Size {
                size,
                num_nodes,
                storage_size_mib,
            } => {
                self.size = size;
                self.num_nodes = num_nodes;
                self.storage_size_mib = storage_size_mib;
            }
        }
    }

    pub(crate) fn record(&mut self, kind: EventKind, ids: &mut Ids, now: Time) {
        self.events.push(Event::new(kind, ids, now));
    }

    pub(crate) fn status(&self, now: Time) -> Status {
        let age = now.saturating_sub(self.created_at);
        if self.is_created(now) {
            match self.change.as_ref().map(|change| &change.to) {
                None => Status::Online,
                Some(Target::Region { .. }) => Status::Migrating,
                Some(Target::Size { .. }) => Status::Resizing,
            }
        } else if self.restored && age >= CREATING_BEFORE_FORKING {
            Status::Forking
        } else {
            Status::Creating
        }
    }

    /// Refuses a feature that only some engines have.
    pub(crate) fn require_engine(&self, engines: &[&str], feature: &str) -> Result<(), Error> {
        if engines.contains(&self.engine.as_str()) {
            Ok(())
        } else {
            Err(unavailable(feature))
        }
    }

    /// Refuses until the cluster is created.
    pub(crate) fn require_created(&self, now: Time) -> Result<(), Error> {
        if self.is_created(now) {
            Ok(())
        } else {
            Err(Error::precondition_failed("cluster is not ready: it is being created"))
        }
    }

    fn is_created(&self, now: Time) -> bool {
        now >= self.online_from()
    }

    /// Refuses unless the cluster is online.
    pub(crate) fn require_online(&self, now: Time) -> Result<(), Error> {
        match self.status(now) {
            Status::Online => Ok(()),
            status => {
                let message = format!("cluster is not ready: its status is {}", status.name());
                Err(Error::precondition_failed(message))
            }
        }
    }

    /// The time at which it comes online first.
    pub(crate) fn online_from(&self) -> Time {
        self.created_at.saturating_add(CREATING)
    }

    pub(crate) fn has_standby(&self) -> bool {
        let replicates = ["pg", "mysql", "advanced_pg", "advanced_mysql"];
        self.num_nodes > 1 && replicates.contains(&self.engine.as_str())
    }

    pub(crate) fn server(&self) -> Server<'_> {
        Server {
            engine: &self.engine,
            name: &self.name,
            password: &self.password,
            has_standby: self.has_standby(),
        }
    }

    pub(crate) fn user(&self, name: &str) -> Option<&User> {
        self.users.as_ref()?.iter().find(|user| user.name == name)
    }

    pub(crate) fn user_mut(&mut self, name: &str) -> Option<&mut User> {
        self.users.as_mut()?.iter_mut().find(|user| user.name == name)
    }

    pub(crate) fn describe_user(&self, user: &User, secrets: Secrets) -> Value {
        user.describe(&self.engine, &self.password, secrets)
    }

    /// Secrets in answers to reads: MongoDB shows a password once, when it is new.
    pub(crate) fn secrets_of_reads(&self, secrets: Secrets) -> Secrets {
        if self.engine == "mongodb" {
            Secrets::Blank
        } else {
            secrets
        }
    }

    pub(crate) fn describe(&self, now: Time, secrets: Secrets) -> Value {
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
            "db_names": self.databases.as_ref().filter(|_| self.is_created(now)),
            "rules": self.rules,
            "storage_size_mib": self.storage_size_mib,
        });
        let cluster = with(cluster, "maintenance_window", Some(self.maintenance.describe(&self.id)));
        let cluster = with(cluster, "users", Some(self.users(secrets)));
        let cluster = with(cluster, "metrics_endpoints", Some(self.metrics_endpoints()));
        let cluster = merge(cluster, connections::describe(&self.server(), secrets));
        let cluster = with(cluster, "do_settings", self.do_settings.clone());
        // Read by godo and Terraform; the description has it in a create alone, as `autoscale`.
        let cluster = with(cluster, "storage_autoscale", self.autoscale.clone());
        let end = |which| engines::end_of_version(&self.engine, &self.version, which);
        let cluster = with(cluster, "version_end_of_life", end("end_of_life"));
        with(cluster, "version_end_of_availability", end("end_of_availability"))
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

    fn users(&self, secrets: Secrets) -> Option<Vec<Value>> {
        let users = self.users.as_ref()?.iter();
        Some(users.map(|user| self.describe_user(user, secrets)).collect())
    }

    fn metrics_endpoints(&self) -> Vec<Value> {
        let endpoint = |prefix| json!({ "host": self.server().host(prefix), "port": 9273 });
        let standby = self.has_standby().then(|| endpoint("replica-"));
        std::iter::once(endpoint("")).chain(standby).collect()
    }
}
