//! Online migrations: a cluster takes over what another one, elsewhere, holds.

use serde_json::{Value, json};

use super::reach;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::time::{MINUTE, Millis, Time, rfc3339};

const ENGINES: [&str; 6] = ["pg", "mysql", "redis", "valkey", "advanced_pg", "advanced_mysql"];

const RUNNING: Millis = MINUTE;
const SYNCING: Millis = 4 * MINUTE;
/// No host has such a name: a migration from one starts, and fails.
const UNREACHABLE: &str = ".invalid";

#[derive(Clone)]
pub(crate) struct OnlineMigration {
    id: String,
    created_at: Time,
    reachable: bool,
    canceled: bool,
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let now = call.now;
    let cluster = reach::of_engine(call, &ENGINES)?;
    let migration = cluster.belongings.online_migration.as_ref();
    let migration = migration.ok_or_else(|| Error::not_found("online migration"))?;
    Ok(Response::ok(&migration.describe(now)))
}

pub(crate) fn start(call: &mut Call) -> Answer {
    reach::running(call, &ENGINES)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let host = check(fields)?;
    let (id, now) = (call.ids.uuid(), call.now);
    let cluster = reach::running(call, &ENGINES)?;
    let latest = &mut cluster.belongings.online_migration;
    if latest.as_ref().is_some_and(|latest| latest.is_active(now)) {
        return Err(Error::precondition_failed("an online migration is running already"));
    }
    let migration = OnlineMigration {
        id,
        created_at: now,
        reachable: !host.ends_with(UNREACHABLE),
        canceled: false,
    };
    Ok(Response::ok(&latest.insert(migration).describe(now)))
}

pub(crate) fn cancel(call: &mut Call) -> Answer {
    let (id, now) = (call.parameters.get("migration_id"), call.now);
    let cluster = reach::of_engine(call, &ENGINES)?;
    let latest = cluster.belongings.online_migration.as_mut();
    let active = latest.filter(|latest| latest.id == id && latest.is_active(now));
    let active = active.ok_or_else(|| Error::not_found("active online migration"))?;
    active.canceled = true;
    Ok(Response::no_content())
}

/// Returns the host to migrate from. What else a source needs depends on the engine.
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
