//! Connection pools of PostgreSQL.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::json::{merge, with};
use crate::response::Response;
use crate::route::{Route, route};
use crate::secrets::Secrets;
use crate::state::cluster::Cluster;
use crate::state::connections::{Login, describe_pool};
use crate::state::engines::memory_gib;
use crate::state::extensions::Extension;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/pools", "database:read", list),
    route("POST", "/v2/databases/{id}/pools", "database:create", create),
    route("GET", "/v2/databases/{id}/pools/{name}", "database:read", get),
    route("PUT", "/v2/databases/{id}/pools/{name}", "database:update", update),
    route("DELETE", "/v2/databases/{id}/pools/{name}", "database:delete", delete),
];

const MODES: [&str; 3] = ["session", "transaction", "statement"];

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pool {
    name: String,
    mode: String,
    size: i64,
    db: String,
    /// Without one, sessions are those of the user who connects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<String>,
}

impl Extension for Vec<Pool> {
    const NAME: &'static str = "pools";

    fn defaults(_: &Value, _: &mut Ids) -> Value {
        json!({ "mode": "transaction", "size": 10, "db": "defaultdb" })
    }
}

fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster)?;
    let pools = cluster.extensions.list::<Pool>().iter();
    let pools: Vec<_> = pools.map(|pool| pool.describe(cluster, call.secrets())).collect();
    Ok(Response::ok(&json!({ "pools": pools })))
}

fn create(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    require_supported(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !(3..=60).contains(&name.len()) || !name.bytes().all(allowed) {
        return Err(fields.wrong("name", "must be 3 to 60 letters, digits, hyphens and underscores"));
    }
    if cluster.extensions.list::<Pool>().iter().any(|pool| pool.name == name) {
        return Err(Error::unprocessable("connection pool name is not available"));
    }
    let pool = pool(name, fields, cluster)?;
    let answer = json!({ "pool": pool.describe(cluster, secrets) });
    cluster.extensions.list_mut::<Pool>().push(pool);
    Ok(Response::created(&answer))
}

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let pool = pool_named(cluster, &call.parameters.get("name"))?;
    Ok(Response::ok(&json!({ "pool": pool.describe(cluster, call.secrets()) })))
}

fn update(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    pool_named(cluster, &name)?;
    let body = body::parse(&call.request.body)?;
    let changed = pool(&name, Fields::of(&body), cluster)?;
    if let Some(pool) = cluster
        .extensions
        .list_mut::<Pool>()
        .iter_mut()
        .find(|pool| pool.name == name)
    {
        *pool = changed;
    }
    Ok(Response::no_content())
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    pool_named(cluster, &name)?;
    cluster.extensions.list_mut::<Pool>().retain(|pool| pool.name != name);
    Ok(Response::no_content())
}

/// A pool of that name, with the fields of the body.
fn pool(name: &str, fields: Fields, cluster: &Cluster) -> Result<Pool, Error> {
    let mode = fields.required("mode", fields.one_of("mode", &MODES)?)?;
    let size = fields.required("size", fields.integer("size")?)?;
    let db = fields.required("db", fields.string("db")?)?;
    let user = fields.string("user")?.filter(|user| !user.is_empty());
    if size < 1 {
        return Err(fields.wrong("size", "must be positive"));
    }
    let others = cluster
        .extensions
        .list::<Pool>()
        .iter()
        .filter(|pool| pool.name != name);
    let free = most_connections(&cluster.size) - others.map(|pool| pool.size).sum::<i64>();
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

/// Connections that all pools share: 25 for each GiB of memory, less three for maintenance.
fn most_connections(size: &str) -> i64 {
    25 * memory_gib(size) - 3
}

fn require_supported(cluster: &Cluster) -> Result<(), Error> {
    cluster.require_engine(&["pg"], "connection pools")
}

fn pool_named<'a>(cluster: &'a Cluster, name: &str) -> Result<&'a Pool, Error> {
    require_supported(cluster)?;
    let mut pools = cluster.extensions.list::<Pool>().iter();
    pools
        .find(|pool| pool.name == name)
        .ok_or_else(|| Error::not_found("connection pool"))
}

impl Pool {
    /// A pool for the database and the user that every cluster begins with.
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
        let pool = with(pool, "user", user);
        let login = user.and_then(|user| cluster.user(user)).map(|user| Login {
            user: &user.name,
            password: user.password(&cluster.password),
        });
        let connections = describe_pool(&cluster.server(), &self.name, login.as_ref(), secrets);
        merge(pool, connections)
    }
}
