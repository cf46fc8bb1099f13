//! Database clusters.

use serde_json::{Map, Value, json};

use super::changes::Change;
use super::events::{Event, Kind};
use super::indexes::Indexes;
use super::logsinks::Logsink;
use super::maintenance::Window;
use super::online_migrations::OnlineMigration;
use super::pools::Pool;
use super::replicas::Replica;
use super::schema_registry::SchemaRegistry;
use super::topics::Topic;
use super::users::User;
use super::{connections, create, options};
use crate::account::Account;
use crate::call::{Answer, Call, Secrets};
use crate::errors::Error;
use crate::json::merge;
use crate::response::Response;
use crate::routes::Parameters;
use crate::time::{MINUTE, Millis, Time, rfc3339};

const CREATING: Millis = 5 * MINUTE;
/// A cluster restored from a backup is forked in the rest of that time.
const CREATING_BEFORE_FORKING: Millis = MINUTE;

#[derive(Clone, Default)]
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
    pub(crate) maintenance: Window,
    /// That of `doadmin`, or of the cluster itself where there are no users.
    pub(crate) password: String,
    /// `None` for the engines that know no users.
    pub(crate) users: Option<Vec<User>>,
    /// `None` for the engines that know no databases.
    pub(crate) databases: Option<Vec<String>>,
    pub(crate) pools: Vec<Pool>,
    /// What was set, by name; the rest is as the engine has it by itself.
    pub(crate) config: Map<String, Value>,
    /// Whether and how its storage grows by itself; `None` until that is said.
    pub(crate) autoscale: Option<Value>,
    /// What it is in the middle of.
    pub(crate) change: Option<Change>,
    /// The latest one.
    pub(crate) online_migration: Option<OnlineMigration>,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) schema_registry: SchemaRegistry,
    pub(crate) indexes: Indexes,
    pub(crate) logsinks: Vec<Logsink>,
    /// Oldest first.
    pub(crate) events: Vec<Event>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Status {
    Creating,
    Forking,
    Online,
    Resizing,
    Migrating,
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
    let mut cluster = create::cluster(call)?;
    cluster.record(Kind::Created, call.ids, call.now);
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

/// Likewise, to change it; what else a call holds stays free to be used.
pub(crate) fn find_mut<'a>(
    account: &'a mut Account,
    parameters: &Parameters,
    now: Time,
) -> Result<&'a mut Cluster, Error> {
    let id = parameters.get("id");
    let mut clusters = account.clusters.iter_mut();
    clusters
        .find(|cluster| cluster.id == id && cluster.found_from <= now)
        .ok_or_else(|| Error::not_found("database cluster"))
}

pub(super) fn unavailable(what: &str) -> Error {
    Error::unprocessable(format!("{what} are not available for this engine"))
}

impl Cluster {
    pub(crate) fn status(&self, now: Time) -> Status {
        let age = now.saturating_sub(self.created_at);
        if age >= CREATING {
            self.change.as_ref().map_or(Status::Online, Change::status)
        } else if self.restored && age >= CREATING_BEFORE_FORKING {
            Status::Forking
        } else {
            Status::Creating
        }
    }

    /// Refuses what other engines have no notion of.
    pub(crate) fn require_engine(&self, engines: &[&str], what: &str) -> Result<(), Error> {
        if engines.contains(&self.engine.as_str()) {
            Ok(())
        } else {
            Err(unavailable(what))
        }
    }

    /// Refuses what a cluster has to be created for.
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

    /// Refuses what a cluster has to be online for.
    pub(crate) fn require_online(&self, now: Time) -> Result<(), Error> {
        match self.status(now) {
            Status::Online => Ok(()),
            status => {
                let message = format!("cluster is not ready: its status is {}", status.name());
                Err(Error::precondition_failed(message))
            }
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

    /// The cluster as any but the create answer shows it.
    fn read(&self, now: Time, secrets: Secrets) -> Value {
        self.describe(now, self.told_later(secrets))
    }

    /// `mongodb` tells a password once, when it is new.
    pub(crate) fn told_later(&self, secrets: Secrets) -> Secrets {
        if self.engine == "mongodb" {
            Secrets::Blank
        } else {
            secrets
        }
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
            "db_names": self.databases.as_ref().filter(|_| self.is_created(now)),
            "users": self.users(secrets),
            "rules": self.rules,
            "storage_size_mib": self.storage_size_mib,
            "maintenance_window": self.maintenance.describe(&self.id),
            "metrics_endpoints": self.metrics_endpoints(),
        });
        merge(merge(cluster, connections::describe(self, secrets)), self.sometimes())
    }

    /// What is left out when there is nothing to say.
    fn sometimes(&self) -> Value {
        let end = |which| options::end(&self.engine, &self.version, which).map(Value::from);
        let fields = [
            ("do_settings", self.do_settings.clone()),
            // Read by godo and Terraform; the description has it in a create alone, as `autoscale`.
            ("storage_autoscale", self.autoscale.clone()),
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

    fn users(&self, secrets: Secrets) -> Option<Vec<Value>> {
        let users = self.users.as_ref()?.iter();
        Some(users.map(|user| user.describe(self, secrets)).collect())
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
            Self::Resizing => "resizing",
            Self::Migrating => "migrating",
        }
    }
}
