//! Databases within a cluster.

use serde_json::json;

use super::lookup::{find, find_mut};
use super::pools::Pool;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::{Cluster, unavailable};

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/dbs", "database:read", list),
    route("POST", "/v2/databases/{id}/dbs", "database:create", create),
    route("GET", "/v2/databases/{id}/dbs/{name}", "database:read", get),
    route("DELETE", "/v2/databases/{id}/dbs/{name}", "database:delete", delete),
];

fn list(call: &mut Call) -> Answer {
    let databases = databases_of(find(call)?)?.iter();
    let databases: Vec<_> = databases.map(|name| json!({ "name": name })).collect();
    Ok(Response::ok(&json!({ "dbs": databases })))
}

fn create(call: &mut Call) -> Answer {
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

fn get(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    if !databases_of(find(call)?)?.contains(&name) {
        return Err(Error::not_found("database"));
    }
    Ok(Response::ok(&json!({ "db": { "name": name } })))
}

fn delete(call: &mut Call) -> Answer {
    let name = call.parameters.get("name");
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    if !databases_of(cluster)?.contains(&name) {
        return Err(Error::not_found("database"));
    }
    if cluster.extensions.list::<Pool>().iter().any(|pool| pool.is_for(&name)) {
        return Err(Error::unprocessable("a connection pool is for this database"));
    }
    if let Some(databases) = &mut cluster.databases {
        databases.retain(|known| *known != name);
    }
    Ok(Response::no_content())
}

fn databases_of(cluster: &Cluster) -> Result<&Vec<String>, Error> {
    cluster.databases.as_ref().ok_or_else(|| unavailable("databases"))
}
