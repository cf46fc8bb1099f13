//! Connection pools, which only PostgreSQL has.

use serde_json::{Value, json};

use super::clusters::{Cluster, find, find_mut};
use super::connections;
use super::create::memory_gib;
use crate::body::{self, Fields};
use crate::call::{Answer, Call, Secrets};
use crate::errors::Error;
use crate::json::merge;
use crate::response::Response;

const MODES: [&str; 3] = ["session", "transaction", "statement"];

#[derive(Clone)]
pub(crate) struct Pool {
    name: String,
    mode: String,
    size: i64,
    db: String,
    /// Without one, sessions are those of the user who comes.
    user: Option<String>,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    refuse_others(cluster)?;
    let pools = cluster.pools.iter();
    let pools: Vec<_> = pools.map(|pool| pool.describe(cluster, call.secrets())).collect();
    Ok(Response::ok(&json!({ "pools": pools })))
}

pub(crate) fn create(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    refuse_others(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !(3..=60).contains(&name.len()) || !name.bytes().all(allowed) {
        return Err(fields.wrong("name", "must be 3 to 60 letters, digits, hyphens and underscores"));
    }
    if cluster.pools.iter().any(|pool| pool.name == name) {
        return Err(Error::unprocessable("connection pool name is not available"));
    }
    let pool = pool(name, fields, cluster)?;
    let answer = json!({ "pool": pool.describe(cluster, secrets) });
    cluster.pools.push(pool);
    Ok(Response::created(&answer))
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let pool = named(cluster, &call.parameters.get("name"))?;
    Ok(Response::ok(&json!({ "pool": pool.describe(cluster, call.secrets()) })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    named(cluster, &name)?;
    let body = body::parse(&call.request.body)?;
    let changed = pool(&name, Fields::of(&body), cluster)?;
    if let Some(pool) = cluster.pools.iter_mut().find(|pool| pool.name == name) {
        *pool = changed;
    }
    Ok(Response::no_content())
}

pub(crate) fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    named(cluster, &name)?;
    cluster.pools.retain(|pool| pool.name != name);
    Ok(Response::no_content())
}

/// A pool of that name, all else as the body says.
fn pool(name: &str, fields: Fields, cluster: &Cluster) -> Result<Pool, Error> {
    let mode = fields.required("mode", fields.one_of("mode", &MODES)?)?;
    let size = fields.required("size", fields.integer("size")?)?;
    let db = fields.required("db", fields.string("db")?)?;
    let user = fields.string("user")?.filter(|user| !user.is_empty());
    if size < 1 {
        return Err(fields.wrong("size", "must be positive"));
    }
    let others = cluster.pools.iter().filter(|pool| pool.name != name);
    let free = connections(&cluster.size) - others.map(|pool| pool.size).sum::<i64>();
    if size > free {
        return Err(fields.wrong("size", &format!("must be at most {free}: no more connections are left")));
    }
    if !cluster.databases.iter().flatten().any(|known| known == db) {
        return Err(fields.wrong("db", "is not a database of this cluster"));
    }
    if user.is_some_and(|user| cluster.user(user).is_none()) {
        return Err(fields.wrong("user", "is not a user of this cluster"));
    }
    Ok(Pool {
        name: name.to_owned(),
        mode: mode.to_owned(),
        size,
        db: db.to_owned(),
        user: user.map(str::to_owned),
    })
}

/// What all pools have together: 25 for each GiB of memory, of which maintenance keeps three.
fn connections(size: &str) -> i64 {
    25 * memory_gib(size) - 3
}

fn refuse_others(cluster: &Cluster) -> Result<(), Error> {
    cluster.require_engine(&["pg"], "connection pools")
}

fn named<'a>(cluster: &'a Cluster, name: &str) -> Result<&'a Pool, Error> {
    refuse_others(cluster)?;
    let mut pools = cluster.pools.iter();
    pools
        .find(|pool| pool.name == name)
        .ok_or_else(|| Error::not_found("connection pool"))
}

impl Pool {
    /// One for the database and the user there are from the start.
    pub(crate) fn of_admin(name: &str, size: i64) -> Self {
        Self {
            name: name.to_owned(),
            mode: "transaction".to_owned(),
            size,
            db: "defaultdb".to_owned(),
            user: Some("doadmin".to_owned()),
        }
    }

    pub(crate) fn is_for(&self, db: &str) -> bool {
        self.db == db
    }

    pub(crate) fn is_of(&self, user: &str) -> bool {
        self.user.as_deref() == Some(user)
    }

    fn describe(&self, cluster: &Cluster, secrets: Secrets) -> Value {
        let pool = json!({ "name": self.name, "mode": self.mode, "size": self.size, "db": self.db });
        let user = self.user.as_deref();
        let pool = match user {
            Some(user) => merge(pool, json!({ "user": user })),
            None => pool,
        };
        let user = user.and_then(|user| cluster.user(user));
        merge(pool, connections::describe_pool(cluster, &self.name, user, secrets))
    }
}
