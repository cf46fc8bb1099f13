//! Users of a cluster: `doadmin`, which every cluster has, and those created since.

use serde_json::{Value, json};

use super::lookup::{find, find_mut};
use super::pools::Pool;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::ids::Ids;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::{Cluster, unavailable};
use crate::state::user::{User, default_auth_plugin};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/users", "database:read", list),
    route("POST", "/v2/databases/{id}/users", "database:create", create),
    route("GET", "/v2/databases/{id}/users/{username}", "database:read", get),
    route("PUT", "/v2/databases/{id}/users/{username}", "database:update", update),
    route("DELETE", "/v2/databases/{id}/users/{username}", "database:delete", delete),
    route("POST", "/v2/databases/{id}/users/{username}/reset_auth", "database:update", reset_auth),
];

const AUTH_PLUGINS: [&str; 2] = ["mysql_native_password", "caching_sha2_password"];
const TOPIC_PERMISSIONS: [&str; 4] = ["admin", "consume", "produce", "produceconsume"];
const INDEX_PERMISSIONS: [&str; 5] = ["deny", "admin", "read", "readwrite", "write"];
const MONGO_ROLES: [&str; 3] = ["readOnly", "readWrite", "dbAdmin"];

/// Settings of a user, and the engine that has them.
const SETTINGS: [(&str, &str); 4] = [
    ("pg_allow_replication", "pg"),
    ("acl", "kafka"),
    ("opensearch_acl", "opensearch"),
    ("mongo_user_settings", "mongodb"),
];

fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let secrets = cluster.secrets_of_reads(call.secrets());
    let users = users_of(cluster)?.iter();
    let users: Vec<_> = users.map(|user| cluster.describe_user(user, secrets)).collect();
    Ok(Response::ok(&json!({ "users": users })))
}

fn create(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    users_of(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    if !(1..=63).contains(&name.chars().count()) {
        return Err(fields.wrong("name", "must be 1 to 63 characters"));
    }
    if cluster.user(name).is_some() {
        return Err(Error::unprocessable("user name is not available"));
    }
    let auth_plugin = auth_plugin(fields, &cluster.engine)?;
    let read_only = read_only(fields, &cluster.engine)?;
    let user = User {
        name: name.to_owned(),
        auth_plugin: auth_plugin.or_else(|| default_auth_plugin(&cluster.engine)),
        settings: settings(fields, &cluster.engine, call.ids)?
            .or(read_only)
            .or_else(|| default_settings(&cluster.engine)),
        password: Some(call.ids.password()),
        certified: call.ids.uuid(),
    };
    let answer = json!({ "user": cluster.describe_user(&user, secrets) });
    cluster.users.get_or_insert_default().push(user);
    Ok(Response::created(&answer))
}

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let user = user_named(cluster, &call.parameters.get("username"))?;
    let secrets = cluster.secrets_of_reads(call.secrets());
    Ok(Response::ok(&json!({ "user": cluster.describe_user(user, secrets) })))
}

/// Engines whose users can be changed. MongoDB's roles are set when a user is created.
const UPDATABLE: [&str; 3] = ["pg", "kafka", "opensearch"];

/// Changes the settings, and nothing else.
fn update(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let name = call.parameters.get("username");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    user_named(cluster, &name)?;
    cluster.require_engine(&UPDATABLE, "changes of users")?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    fields.required("settings", fields.object("settings")?)?;
    let settings = settings(fields, &cluster.engine, call.ids)?;
    let settings = settings.ok_or_else(|| fields.wrong("settings", "is not available for this engine"))?;
    if let Some(user) = cluster.user_mut(&name) {
        user.settings = Some(settings);
    }
    let answer = cluster.describe_user(user_named(cluster, &name)?, cluster.secrets_of_reads(secrets));
    Ok(Response::created(&json!({ "user": answer })))
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("username");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    if user_named(cluster, &name)?.password.is_none() {
        return Err(Error::unprocessable("doadmin cannot be deleted"));
    }
    if cluster.extensions.list::<Pool>().iter().any(|pool| pool.is_of(&name)) {
        return Err(Error::unprocessable("a connection pool is of this user"));
    }
    if let Some(users) = &mut cluster.users {
        users.retain(|user| user.name != name);
    }
    Ok(Response::no_content())
}

/// Makes a new password; how the user logs in and the settings may change with it.
fn reset_auth(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let name = call.parameters.get("username");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    user_named(cluster, &name)?;
    let body = if call.request.body.is_empty() {
        serde_json::Map::new()
    } else {
        body::parse(&call.request.body)?
    };
    let fields = Fields::of(&body);
    let auth_plugin = auth_plugin(fields, &cluster.engine)?;
    let settings = settings(fields, &cluster.engine, call.ids)?;
    let password = call.ids.password();
    if let Some(user) = cluster.user_mut(&name) {
        user.auth_plugin = auth_plugin.or(user.auth_plugin.take());
        user.settings = settings.or(user.settings.take());
        match &mut user.password {
            Some(known) => *known = password,
            None => cluster.password = password,
        }
    }
    let answer = cluster.describe_user(user_named(cluster, &name)?, secrets);
    Ok(Response::ok(&json!({ "user": answer })))
}

/// A new user has no rights to topics.
fn default_settings(engine: &str) -> Option<Value> {
    (engine == "kafka").then(|| json!({ "acl": [] }))
}

fn auth_plugin(fields: Fields, engine: &str) -> Result<Option<String>, Error> {
    let Some(settings) = fields.object("mysql_settings")? else {
        return Ok(None);
    };
    if default_auth_plugin(engine).is_none() {
        return Err(fields.wrong("mysql_settings", "is not available for this engine"));
    }
    let settings = Fields::inside("mysql_settings.", settings);
    let plugin = settings.required("auth_plugin", settings.one_of("auth_plugin", &AUTH_PLUGINS)?)?;
    Ok(Some(plugin.to_owned()))
}

/// The settings that the older field `readonly` stands for.
fn read_only(fields: Fields, engine: &str) -> Result<Option<Value>, Error> {
    if !fields.boolean("readonly")?.unwrap_or_default() {
        return Ok(None);
    }
    if engine != "mongodb" {
        return Err(fields.wrong("readonly", "is not available for this engine"));
    }
    let settings = json!({ "databases": ["admin"], "role": "readOnly" });
    Ok(Some(json!({ "mongo_user_settings": settings })))
}

/// The settings of a body; `None` also for an engine without settings.
fn settings(fields: Fields, engine: &str, ids: &mut Ids) -> Result<Option<Value>, Error> {
    let Some(settings) = fields.object("settings")? else {
        return Ok(None);
    };
    let engine = engine.trim_start_matches("advanced_");
    let foreign = SETTINGS
        .iter()
        .find(|(name, owner)| *owner != engine && settings.contains_key(*name));
    let settings = Fields::inside("settings.", settings);
    if let Some((name, _)) = foreign {
        return Err(settings.wrong(name, "is not available for this engine"));
    }
    Ok(match engine {
        "pg" => {
            let allowed = settings.boolean("pg_allow_replication")?.unwrap_or_default();
            Some(json!({ "pg_allow_replication": allowed }))
        }
        "kafka" => {
            let rules = settings.objects("acl", |rule| topic_rule(rule, ids))?;
            Some(json!({ "acl": rules.unwrap_or_default() }))
        }
        "opensearch" => {
            let rules = settings.objects("opensearch_acl", index_rule)?;
            Some(json!({ "opensearch_acl": rules.unwrap_or_default() }))
        }
        "mongodb" => {
            let mongo = settings.object("mongo_user_settings")?;
            Some(mongo.map_or(Ok(json!({})), |mongo| {
                mongo_settings(Fields::inside("settings.mongo_user_settings.", mongo))
            })?)
        }
        _ => None,
    })
}

fn topic_rule(rule: Fields, ids: &mut Ids) -> Result<Value, Error> {
    let topic = rule.required("topic", rule.string("topic")?)?;
    let permission = rule.required("permission", rule.one_of("permission", &TOPIC_PERMISSIONS)?)?;
    let id = rule.string("id")?.filter(|id| !id.is_empty());
    let id = id.map_or_else(|| format!("acl{}", ids.word()), str::to_owned);
    Ok(json!({ "id": id, "topic": topic, "permission": permission }))
}

fn index_rule(rule: Fields) -> Result<Value, Error> {
    let index = rule.required("index", rule.string("index")?)?;
    let permission = rule.one_of("permission", &INDEX_PERMISSIONS)?.unwrap_or("deny");
    Ok(json!({ "index": index, "permission": permission }))
}

fn mongo_settings(settings: Fields) -> Result<Value, Error> {
    let databases = settings.strings("databases")?.unwrap_or_default();
    let role = settings.one_of("role", &MONGO_ROLES)?.unwrap_or("readOnly");
    Ok(json!({ "mongo_user_settings": { "databases": databases, "role": role } }))
}

fn users_of(cluster: &Cluster) -> Result<&Vec<User>, Error> {
    let users = cluster.users.as_ref();
    users.ok_or_else(|| unavailable("users"))
}

fn user_named<'a>(cluster: &'a Cluster, name: &str) -> Result<&'a User, Error> {
    users_of(cluster)?;
    cluster.user(name).ok_or_else(|| Error::not_found("user"))
}
