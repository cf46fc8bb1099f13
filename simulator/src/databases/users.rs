//! Users of a cluster: the one there is from the start, `doadmin`, and those made since.

use serde_json::{Value, json};

use super::clusters::{Cluster, find, find_mut, unavailable};
use crate::body::{self, Fields};
use crate::call::{Answer, Call, Secrets};
use crate::errors::Error;
use crate::ids::Ids;
use crate::json::merge;
use crate::response::Response;

const AUTH_PLUGINS: [&str; 2] = ["mysql_native_password", "caching_sha2_password"];
const TOPIC_PERMISSIONS: [&str; 4] = ["admin", "consume", "produce", "produceconsume"];
const INDEX_PERMISSIONS: [&str; 5] = ["deny", "admin", "read", "readwrite", "write"];
const MONGO_ROLES: [&str; 3] = ["readOnly", "readWrite", "dbAdmin"];

/// What can be set for a user, and the engine that knows it.
const SETTINGS: [(&str, &str); 4] = [
    ("pg_allow_replication", "pg"),
    ("acl", "kafka"),
    ("opensearch_acl", "opensearch"),
    ("mongo_user_settings", "mongodb"),
];

#[derive(Clone)]
pub(crate) struct User {
    name: String,
    /// `None` for `doadmin`, whose password is the cluster's.
    password: Option<String>,
    /// What Kafka puts into the certificate and its key.
    certified: String,
    /// MySQL's way to log in.
    auth_plugin: Option<String>,
    settings: Option<Value>,
}

pub(crate) fn list(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let secrets = cluster.told_later(call.secrets());
    let users = all(cluster)?.iter();
    let users: Vec<_> = users.map(|user| user.describe(cluster, secrets)).collect();
    Ok(Response::ok(&json!({ "users": users })))
}

pub(crate) fn create(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    all(cluster)?;
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
    let answer = json!({ "user": user.describe(cluster, secrets) });
    cluster.users.get_or_insert_default().push(user);
    Ok(Response::created(&answer))
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    let user = named(cluster, &call.parameters.get("username"))?;
    let secrets = cluster.told_later(call.secrets());
    Ok(Response::ok(&json!({ "user": user.describe(cluster, secrets) })))
}

/// Engines whose users can be changed. MongoDB's roles are given when a user is created, and stay.
const UPDATABLE: [&str; 3] = ["pg", "kafka", "opensearch"];

/// Only the settings can be changed.
pub(crate) fn update(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let name = call.parameters.get("username");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    named(cluster, &name)?;
    cluster.require_engine(&UPDATABLE, "changes of users")?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    fields.required("settings", fields.object("settings")?)?;
    let settings = settings(fields, &cluster.engine, call.ids)?;
    let settings = settings.ok_or_else(|| fields.wrong("settings", "is not available for this engine"))?;
    if let Some(user) = cluster.user_mut(&name) {
        user.settings = Some(settings);
    }
    let answer = named(cluster, &name)?.describe(cluster, cluster.told_later(secrets));
    Ok(Response::created(&json!({ "user": answer })))
}

pub(crate) fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("username");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    if named(cluster, &name)?.password.is_none() {
        return Err(Error::unprocessable("doadmin cannot be deleted"));
    }
    if cluster.pools.iter().any(|pool| pool.is_of(&name)) {
        return Err(Error::unprocessable("a connection pool is of this user"));
    }
    if let Some(users) = &mut cluster.users {
        users.retain(|user| user.name != name);
    }
    Ok(Response::no_content())
}

/// Makes a new password; how the user logs in and the settings may change with it.
pub(crate) fn reset_auth(call: &mut Call) -> Answer {
    let secrets = call.secrets();
    let name = call.parameters.get("username");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    named(cluster, &name)?;
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
    let answer = named(cluster, &name)?.describe(cluster, secrets);
    Ok(Response::ok(&json!({ "user": answer })))
}

/// `None` for the engines that know no users.
pub(crate) fn at_first(engine: &str, cluster: &str) -> Option<Vec<User>> {
    let topics = || json!({ "acl": [{ "id": "default", "topic": "*", "permission": "admin" }] });
    let admin = User {
        name: "doadmin".to_owned(),
        password: None,
        certified: cluster.to_owned(),
        auth_plugin: default_auth_plugin(engine),
        settings: (engine == "kafka").then(topics),
    };
    (!["redis", "valkey"].contains(&engine)).then(|| vec![admin])
}

fn default_auth_plugin(engine: &str) -> Option<String> {
    let has_one = ["mysql", "advanced_mysql"].contains(&engine);
    has_one.then(|| "caching_sha2_password".to_owned())
}

/// A new user may do nothing with topics until told.
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

/// The older way to ask for what is now a role.
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

/// The settings of a body; `None` too for an engine that has nothing to set.
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

fn all(cluster: &Cluster) -> Result<&Vec<User>, Error> {
    let users = cluster.users.as_ref();
    users.ok_or_else(|| unavailable("users"))
}

fn named<'a>(cluster: &'a Cluster, name: &str) -> Result<&'a User, Error> {
    all(cluster)?;
    cluster.user(name).ok_or_else(|| Error::not_found("user"))
}

impl Cluster {
    pub(crate) fn user(&self, name: &str) -> Option<&User> {
        self.users.as_ref()?.iter().find(|user| user.name == name)
    }

    fn user_mut(&mut self, name: &str) -> Option<&mut User> {
        self.users.as_mut()?.iter_mut().find(|user| user.name == name)
    }
}

impl User {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn password<'a>(&'a self, cluster: &'a Cluster) -> &'a str {
        self.password.as_deref().unwrap_or(&cluster.password)
    }

    pub(crate) fn describe(&self, cluster: &Cluster, secrets: Secrets) -> Value {
        let role = if self.password.is_none() { "primary" } else { "normal" };
        let password = secrets.show(self.password(cluster));
        let mut user = json!({ "name": self.name, "role": role, "password": password });
        if cluster.engine == "kafka" {
            let pem = |label| format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", self.certified);
            let certificate = json!({
                "access_cert": secrets.show(&pem("CERTIFICATE")),
                "access_key": secrets.show(&pem("PRIVATE KEY")),
            });
            user = merge(user, certificate);
        }
        if let Some(plugin) = &self.auth_plugin {
            user = merge(user, json!({ "mysql_settings": { "auth_plugin": plugin } }));
        }
        if let Some(settings) = &self.settings {
            user = merge(user, json!({ "settings": settings }));
        }
        user
    }
}
