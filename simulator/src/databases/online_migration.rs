//! Online migration: a cluster takes over the data of another one, elsewhere.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::state::extensions::Extension;
use crate::time::{MINUTE, Millis, Time, rfc3339};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/online-migration", "database:read", get),
    route("PUT", "/v2/databases/{id}/online-migration", "database:update", start),
    route("DELETE", "/v2/databases/{id}/online-migration/{migration_id}", "database:delete", cancel),
];

const ENGINES: [&str; 6] = ["pg", "mysql", "redis", "valkey", "advanced_pg", "advanced_mysql"];

const RUNNING: Millis = MINUTE;
const SYNCING: Millis = 4 * MINUTE;
/// The end of a host name that cannot exist: a migration from there starts, and fails.
const UNREACHABLE: &str = ".invalid";

/// The latest migration to a cluster.
pub(crate) type Latest = Option<OnlineMigration>;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnlineMigration {
    id: String,
    #[serde(with = "crate::time::text")]
    created_at: Time,
    reachable: bool,
    canceled: bool,
}

impl Extension for Latest {
    const NAME: &'static str = "online_migration";

    fn defaults(cluster: &Value, ids: &mut Ids) -> Value {
        json!({ "id": ids.uuid(), "created_at": cluster.get("created_at"), "reachable": true, "canceled": false })
    }
}

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster)?;
    let migration = cluster.extensions.get::<Latest>().and_then(Option::as_ref);
    let migration = migration.ok_or_else(|| Error::not_found("online migration"))?;
    Ok(Response::ok(&migration.describe(call.now)))
}

fn start(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    require_supported(cluster)?;
    cluster.require_created(call.now)?;
    let body = body::parse(&call.request.body)?;
    let host = check(Fields::of(&body))?;
    let latest = cluster.extensions.get_mut::<Latest>();
    if latest.as_ref().is_some_and(|latest| latest.is_active(call.now)) {
        return Err(Error::precondition_failed("an online migration is running already"));
    }
    let migration = OnlineMigration {
        id: call.ids.uuid(),
        created_at: call.now,
        reachable: !host.ends_with(UNREACHABLE),
        canceled: false,
    };
    Ok(Response::ok(&latest.insert(migration).describe(call.now)))
}

fn cancel(call: &mut Call) -> Answer {
    let id = call.parameters.get("migration_id");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    require_supported(cluster)?;
    let latest = cluster.extensions.get_mut::<Latest>().as_mut();
    let active = latest.filter(|latest| latest.id == id && latest.is_active(call.now));
    let active = active.ok_or_else(|| Error::not_found("active online migration"))?;
    active.canceled = true;
    Ok(Response::no_content())
}

fn require_supported(cluster: &Cluster) -> Result<(), Error> {
    cluster.require_engine(&ENGINES, "online migrations")
}

/// Returns the host to migrate from. Other needs of a source depend on the engine.
fn check(fields: Fields<'_>) -> Result<&str, Error> {
    let source = fields.required("source", fields.object("source")?)?;
    let source = Fields::inside("source.", source);
    let host = source.required("host", source.string("host")?)?;
    source.required("port", source.integer("port")?)?;
    source.integer_within("port", 1, 65_535)?;
    for key in ["dbname", "username", "password"] {
        source.string(key)?;
    }
    fields.boolean("disable_ssl")?;
    fields.strings("ignore_dbs")?;
    Ok(host)
}

impl OnlineMigration {
    /// A migration from a host that cannot be reached, which fails.
    pub(crate) fn unreachable(id: String, created_at: Time) -> Self {
        Self {
            id,
            created_at,
            reachable: false,
            canceled: false,
        }
    }

    fn status(&self, now: Time) -> &'static str {
        let age = now.saturating_sub(self.created_at);
        if self.canceled {
            "canceled"
        } else if age < RUNNING {
            "running"
        } else if !self.reachable {
            "error"
        } else if age < RUNNING + SYNCING {
            "syncing"
        } else {
            "done"
        }
    }

    fn is_active(&self, now: Time) -> bool {
        matches!(self.status(now), "running" | "syncing")
    }

    fn describe(&self, now: Time) -> Value {
        json!({
            "id": self.id,
            "status": self.status(now),
            "created_at": rfc3339(self.created_at),
        })
    }
}
