//! What the metrics endpoints of all clusters of an account are read with.

use serde_json::json;

use crate::body::{self, Fields};
use crate::call::{Answer, Call};
use crate::ids::Ids;
use crate::response::Response;

#[derive(Default)]
pub(crate) struct MetricsCredentials {
    username: String,
    password: String,
}

impl MetricsCredentials {
    pub(crate) fn new(ids: &mut Ids) -> Self {
        Self {
            username: "metrics".to_owned(),
            password: ids.password(),
        }
    }
}

/// On one level, where the description has two.
pub(crate) fn get(call: &mut Call) -> Answer {
    let MetricsCredentials { username, password } = &call.account.metrics_credentials;
    let credentials = json!({ "basic_auth_username": username, "basic_auth_password": password });
    Ok(Response::ok(&json!({ "credentials": credentials })))
}

pub(crate) fn update(call: &mut Call) -> Answer {
    let body = body::parse(&call.request.body)?;
    let fields = Fields::of(&body);
    let credentials = fields.required("credentials", fields.object("credentials")?)?;
    let credentials = Fields::inside("credentials.", credentials);
    let word = |key| credentials.required(key, credentials.string(key)?).map(str::to_owned);
    call.account.metrics_credentials = MetricsCredentials {
        username: word("basic_auth_username")?,
        password: word("basic_auth_password")?,
    };
    Ok(Response::no_content())
}
