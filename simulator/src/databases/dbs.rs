//! Databases within a cluster.

use serde_json::json;

use super::clusters::{Cluster, find, find_mut, unavailable};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;

pub(crate) fn list(call: &mut Call) -> Answer {
    let databases = all(find(call)?)?.iter();
    let databases: Vec<_> = databases.map(|name| json!({ "name": name })).collect();
    Ok(Response::ok(&json!({ "dbs": databases })))
}

pub(crate) fn create(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    let databases = cluster.databases.as_mut().ok_or_else(|| unavailable("databases"))?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let name = fields.required("name", fields.string("name")?)?;
    if !(1..=63).contains(&name.chars().count()) {
        return Err(fields.wrong("name", "must be 1 to 63 characters"));
    }
    if databases.iter().any(|known| known == name) {
        return Err(Error::unprocessable("database name is not available"));
    }
    databases.push(name.to_owned());
    Ok(Response::created(&json!({ "db": { "name": name } })))
}

pub(crate) fn get(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    if !all(find(call)?)?.contains(&name) {
        return Err(Error::not_found("database"));
    }
    Ok(Response::ok(&json!({ "db": { "name": name } })))
}

pub(crate) fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    if !all(cluster)?.contains(&name) {
        return Err(Error::not_found("database"));
    }
    if cluster.pools.iter().any(|pool| pool.is_for(&name)) {
        return Err(Error::unprocessable("a connection pool is for this database"));
    }
    if let Some(databases) = &mut cluster.databases {
        databases.retain(|known| *known != name);
    }
    Ok(Response::no_content())
}

/// `None` for the engines that know no databases.
pub(crate) fn at_first(engine: &str) -> Option<Vec<String>> {
    match engine {
        "pg" | "mysql" | "advanced_pg" | "advanced_mysql" => Some(vec!["defaultdb".to_owned()]),
        "mongodb" => Some(vec!["admin".to_owned()]),
        _ => None,
    }
}

fn all(cluster: &Cluster) -> Result<&Vec<String>, Error> {
    cluster.databases.as_ref().ok_or_else(|| unavailable("databases"))
}
