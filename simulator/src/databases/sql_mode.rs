//! SQL modes of a MySQL cluster: one setting of its engine.

use serde_json::{Value, json};

use super::engine_config::{self, SQL_MODE, is_sql_mode};
use super::lookup::{find, find_mut};
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;
use crate::route::{Route, route};
use crate::state::cluster::Cluster;
use crate::state::event::EventKind;

#[rustfmt::skip]
pub(crate) const ROUTES: &[Route] = &[
    route("GET", "/v2/databases/{id}/sql_mode", "database:read", get),
    route("PUT", "/v2/databases/{id}/sql_mode", "database:update", update),
];

fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    require_supported(cluster)?;
    Ok(Response::ok(
        &json!({ "sql_mode": engine_config::value(cluster, SQL_MODE) }),
    ))
}

fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    require_supported(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let modes = Value::from(fields.required("sql_mode", fields.string("sql_mode")?)?);
    if !is_sql_mode(SQL_MODE, &modes) {
        return Err(fields.wrong("sql_mode", "must be modes in capitals with commas between them"));
    }
    cluster.config.insert(SQL_MODE.to_owned(), modes);
    cluster.record(EventKind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

fn require_supported(cluster: &Cluster) -> Result<(), Error> {
    if cluster.engine == "mysql" {
        Ok(())
    } else {
        Err(Error::not_found("SQL mode"))
    }
}
