//! Which SQL a MySQL cluster takes: one setting of its engine.

use serde_json::{Value, json};

use super::clusters::{Cluster, find, find_mut};
use super::config;
use super::events::Kind;
use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::errors::Error;
use crate::response::Response;

const SETTING: &str = "sql_mode";

pub(crate) fn get(call: &mut Call) -> Answer {
    let cluster = find(call)?;
    refuse_others(cluster)?;
    Ok(Response::ok(&json!({ "sql_mode": config::read(cluster, SETTING) })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let cluster = find_mut(call.account, &call.parameters, call.now)?;
    refuse_others(cluster)?;
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let modes = Value::from(fields.required("sql_mode", fields.string("sql_mode")?)?);
    if !allows(SETTING, &modes) {
        return Err(fields.wrong("sql_mode", "must be modes in capitals with commas between them"));
    }
    cluster.config.insert(SETTING.to_owned(), modes);
    cluster.record(Kind::Updated, call.ids, call.now);
    Ok(Response::no_content())
}

fn refuse_others(cluster: &Cluster) -> Result<(), Error> {
    if cluster.engine == "mysql" {
        Ok(())
    } else {
        Err(Error::not_found("SQL mode"))
    }
}

/// Whether a setting, when it is this one, may have that value: modes, or nothing at all.
pub(super) fn allows(setting: &str, value: &Value) -> bool {
    let modes = value.as_str().unwrap_or_default();
    let is_mode = |mode: &str| !mode.is_empty() && mode.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    setting != SETTING || modes.is_empty() || (modes.len() <= 1024 && modes.split(',').all(is_mode))
}
